using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A record kept whole in one jsonb column; it is replaced, never changed inside.</summary>
internal static class JsonColumn<T>
    where T : class
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public static readonly ValueConverter<T, string> Converter = new(value => Write(value), text => Read(text));

    public static readonly ValueComparer<T> Comparer = new((a, b) => Write(a!) == Write(b!), value => StringComparer.Ordinal.GetHashCode(Write(value)), value => Read(Write(value)));

    private static string Write(T value) => JsonSerializer.Serialize(value, Options);

    private static T Read(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}
