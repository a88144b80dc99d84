using System.Net;
using System.Net.Http.Json;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Tests.Identity;

public sealed class AdministrationTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_administrator_enters_a_bureau_and_a_person_who_can_then_sign_in()
    {
        var admin = await service.As(SamplePeople.Administrator);
        var bureau = new { name = "随州市市场监督管理局", shortName = "市市场监管局", departments = new[] { new { name = "信用监管科", kind = "Section" } } };
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync("/api/bureaus/suizhou-scjg", bureau)).StatusCode);
        var person = new { name = "新同事", department = "suizhou-scjg/信用监管科", roles = new[] { "Clerk", "Witness" }, subject = (string?)null, active = true };
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PutAsJsonAsync("/api/people/sz-clerk", person)).StatusCode);

        var clerk = await service.As("sz-clerk");
        Assert.Contains("随州市市场监督管理局", await clerk.GetStringAsync("/api/me"), StringComparison.Ordinal);
        Assert.Contains("sz-clerk", await admin.GetStringAsync("/api/people"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zezhou", "某局", "identity.bureau-id", 422)]
    [InlineData("new-bureau", "泽州县市场监督管理局", "identity.bureau-name-taken", 409)]
    [InlineData("new-bureau", "某|局", "identity.name", 422)]
    [InlineData("new-bureau", "", "identity.name", 422)]
    public async Task A_bureau_with_an_impossible_name_is_refused(string id, string name, string code, int status) =>
        await Refused.Is(await (await service.As(SamplePeople.Administrator)).PutAsJsonAsync($"/api/bureaus/{id}", new { name, shortName = "局", departments = Array.Empty<object>() }), status, code);

    [Fact]
    public async Task An_administrator_cannot_lock_himself_out()
    {
        var admin = await service.As(SamplePeople.Administrator);
        var me = new { name = "周维", department = "zezhou-scjg/办公室", roles = new[] { "Clerk" }, subject = (string?)null, active = true };

        await Refused.Is(await admin.PutAsJsonAsync($"/api/people/{SamplePeople.Administrator}", me), 409, "identity.last-key");
    }

    [Fact]
    public async Task A_person_needs_a_department_that_exists()
    {
        var admin = await service.As(SamplePeople.Administrator);
        var person = new { name = "某人", department = "nowhere/股", roles = new[] { "Clerk" }, subject = (string?)null, active = true };

        await Refused.Is(await admin.PutAsJsonAsync("/api/people/somebody", person), 404, "identity.no-such-department");
    }
}
