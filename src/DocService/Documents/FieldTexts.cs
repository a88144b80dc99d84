using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Documents;

/// <summary>Reads fields that a clerk may have given as anything JSON can hold: <see cref="FieldCheck"/> says so, nobody else stumbles over it.</summary>
internal static class FieldTexts
{
    /// <summary>The field where it is a text; null where it is missing, a number, a list, an object.</summary>
    public static string? TextOf(this JsonObject fields, string name) => fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
