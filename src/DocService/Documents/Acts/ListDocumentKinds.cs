using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The kinds of documents with their fields and an example of each, to fill in forms with.</summary>
internal static class ListDocumentKinds
{
    public sealed record KindView(string Kind, string Name, bool Numbered, IReadOnlyList<DocumentField> Fields, JsonObject Sample);

    public static Ok<List<KindView>> Handle(SpotCheck.DocService.Documents.Templates.DocumentTemplates templates) => TypedResults.Ok(DocumentKind.All.Select(templates.Of)
        .Select(template => new KindView(template.Kind.Id, template.Kind.Name, template.Kind.IsNumbered, template.Fields, template.Sample.DeepClone().AsObject())).ToList());
}
