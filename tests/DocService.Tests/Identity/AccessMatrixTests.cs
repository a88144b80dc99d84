using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Tests.Identity;

/// <summary>Every route of the running service, asked by every role of two bureaus and a partner, and by nobody.</summary>
public sealed partial class AccessMatrixTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly (string Person, Role Role, string Bureau)[] Everybody =
    [
        (SamplePeople.Clerk, Role.Clerk, SamplePeople.Zezhou),
        (SamplePeople.SectionHead, Role.SectionHead, SamplePeople.Zezhou),
        (SamplePeople.Witness, Role.Witness, SamplePeople.Zezhou),
        (SamplePeople.Auditor, Role.Auditor, SamplePeople.Zezhou),
        (SamplePeople.Administrator, Role.Administrator, SamplePeople.Zezhou),
        (SamplePeople.Partner, Role.Partner, SamplePeople.ZezhouEducation),
        (SamplePeople.HandanClerk, Role.Clerk, SamplePeople.Handan),
        (SamplePeople.HandanSectionHead, Role.SectionHead, SamplePeople.Handan),
        (SamplePeople.HandanWitness, Role.Witness, SamplePeople.Handan),
        (SamplePeople.HandanAuditor, Role.Auditor, SamplePeople.Handan),
        (SamplePeople.HandanPartner, Role.Partner, SamplePeople.HandanMarket),
    ];

    private static readonly string[] Departments = [SamplePeople.Zezhou, SamplePeople.Handan, SamplePeople.ZezhouEducation];

    [Fact]
    public void The_table_has_a_row_for_every_route_and_no_row_without_one()
    {
        var routes = Routes().Select(r => r.Name).ToList();
        var rows = Table().Keys.ToList();

        Assert.Equal([], routes.Except(rows, StringComparer.Ordinal).Select(missing => $"no row for {missing}"));
        Assert.Equal([], rows.Except(routes, StringComparer.Ordinal).Select(stale => $"no route for {stale}"));
    }

    [Fact]
    public async Task Nobody_without_sign_in_gets_past_the_public_list()
    {
        var table = Table();
        foreach (var (turn, route) in Routes().Index())
        {
            var denied = await IsDenied(service.Anonymous, route, Departments[turn % Departments.Length]);
            Assert.True(denied == (table[route.Name] == "public" ? null : HttpStatusCode.Unauthorized),
                $"{route.Name} without sign-in: {(denied is null ? "let in" : denied.ToString())}");
        }
    }

    [Fact]
    public async Task Every_route_is_open_to_exactly_the_roles_and_departments_of_its_row()
    {
        var table = Table();
        var faults = new List<string>();
        foreach (var (who, (person, role, own)) in Everybody.Index())
        {
            foreach (var (turn, route) in Routes().Where(r => !r.Name.EndsWith(" /api/sign-in", StringComparison.Ordinal)).Index())
            {
                foreach (var bureau in AskedOf(route.Path, own, who + turn))
                {
                    var row = table[route.Name];
                    var open = row == "public" || (bureau == own && (row == "every" || row.Split(',', StringSplitOptions.TrimEntries).Contains(role.ToString())));
                    var denied = await IsDenied(await service.As(person), route, bureau);
                    if (denied != (open ? null : HttpStatusCode.Forbidden))
                        faults.Add($"{route.Name}: {role} of {own} at {bureau} is {(denied is null ? "let in" : denied.ToString())}, expected {(open ? "let in" : "Forbidden")}");
                }
            }
        }

        Assert.Equal([], faults);
    }

    [Fact]
    public void Every_route_states_its_rule_in_the_code() =>
        Assert.Equal([], service.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<PublicRoute>() is null && e.Metadata.GetMetadata<AccessRule>() is null)
            .Select(e => e.DisplayName));

    private List<(string Name, string Method, string Path)> Routes() =>
    [
        .. from endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           where method != "HEAD"
           select ($"{method} {path}", method, path),
    ];

    // His own department and one other in turn: over all persons every route meets every other department.
    private static string[] AskedOf(string path, string own, int turn)
    {
        if (!path.Contains("{bureau}", StringComparison.Ordinal))
            return [own];
        var others = Departments.Where(department => department != own).ToList();
        return [.. Departments.Where(department => department == own), others[turn % others.Count]];
    }

    private static async Task<HttpStatusCode?> IsDenied(HttpClient client, (string Name, string Method, string Path) route, string bureau)
    {
        var path = route.Path.Replace("{bureau}", bureau, StringComparison.Ordinal);
        path = Parameter().Replace(path, match => match.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : match.Value.Contains(":int", StringComparison.Ordinal) || match.Value.Contains(":long", StringComparison.Ordinal) ? "0" : "x");
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path);
        if (route.Method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (reply.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            return null;
        // A handler may refuse a person for another reason (his own approval); only the access rule's own codes count here.
        var code = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
        return code is "auth.not-allowed" or "auth.not-signed-in" or "auth.unknown-person" ? reply.StatusCode : null;
    }

    private static Dictionary<string, string> Table([CallerFilePath] string thisFile = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(thisFile)!, "access-matrix.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => Spaces().Replace(parts[0], " "), parts => parts[1], StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
