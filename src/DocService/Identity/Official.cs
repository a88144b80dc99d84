namespace SpotCheck.DocService.Identity;

/// <summary>The signed-in person as the service's own table knows him. A handler takes it as a parameter.</summary>
internal sealed record Official(
    string Id, string Name, string BureauId, string BureauName, string DepartmentId, string DepartmentName, IReadOnlyList<Role> Roles)
{
    public bool Is(Role role) => Roles.Contains(role);

    public static ValueTask<Official> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Official>()
            ?? throw new InvalidOperationException("A route that takes an Official must state its roles."));
}
