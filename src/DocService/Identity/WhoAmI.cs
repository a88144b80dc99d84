using Microsoft.AspNetCore.Http.HttpResults;

namespace SpotCheck.DocService.Identity;

/// <summary>Who the service takes the caller for.</summary>
internal static class WhoAmI
{
    public sealed record Response(
        string Id, string Name, string Bureau, string BureauName, string Department, string DepartmentName, IReadOnlyList<Role> Roles, bool LocalSignIn);

    public static Ok<Response> Handle(Official official, AuthSettings settings) => TypedResults.Ok(new Response(
        official.Id, official.Name, official.BureauId, official.BureauName, official.DepartmentId, official.DepartmentName, official.Roles, settings.LocalSignIn));
}
