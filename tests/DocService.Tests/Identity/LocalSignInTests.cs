using System.Net;
using System.Net.Http.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using Microsoft.EntityFrameworkCore;

namespace SpotCheck.DocService.Tests.Identity;

public sealed class LocalSignInTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "spotcheck.example.com")]
    [InlineData("Host", "localhost.example.com:5080")]
    public async Task A_request_that_may_come_from_elsewhere_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sign-in/people");
        request.Headers.TryAddWithoutValidation(header, value);

        await Refused.Is(await service.Anonymous.SendAsync(request), 403, "auth.not-this-machine");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example.com")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_cannot_act_with_the_cookie_of_the_person_at_the_screen(string header, string value)
    {
        var clerk = await service.As(SamplePeople.Clerk);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in") { Content = JsonContent.Create(new { person = SamplePeople.Administrator }) };
        request.Headers.TryAddWithoutValidation(header, value);

        await Refused.Is(await clerk.SendAsync(request), 403, "auth.cross-site");
    }

    [Fact]
    public async Task Our_own_page_may_act()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in") { Content = JsonContent.Create(new { person = SamplePeople.Clerk }) };
        request.Headers.TryAddWithoutValidation("Origin", service.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.NoContent, (await service.Anonymous.SendAsync(request)).StatusCode);
        await service.Anonymous.DeleteAsync("/api/sign-in");
        await Refused.Is(await service.Anonymous.GetAsync("/api/me"), 401, "auth.not-signed-in");
    }

    [Fact]
    public async Task A_stranger_cannot_sign_in() =>
        await Refused.Is(await service.Anonymous.PostAsJsonAsync("/api/sign-in", new { person = "nobody" }), 404, "identity.no-such-person");

    [Fact]
    public async Task A_person_who_has_left_is_out_at_the_next_request()
    {
        var witness = await service.As(SamplePeople.QuyangWitness);
        Assert.Equal(HttpStatusCode.OK, (await witness.GetAsync("/api/me")).StatusCode);

        await service.Db(db => db.Set<Person>().Where(p => p.Id == SamplePeople.QuyangWitness).ExecuteUpdateAsync(s => s.SetProperty(p => p.Active, false)));

        await Refused.Is(await witness.GetAsync("/api/me"), 403, "auth.unknown-person");
    }

    [Fact]
    public async Task A_forged_cookie_is_nobody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.TryAddWithoutValidation("Cookie", "SpotCheck.SignIn=CfDJ8AAAA");

        await Refused.Is(await service.Anonymous.SendAsync(request), 401, "auth.not-signed-in");
    }

    [Fact]
    public async Task The_sign_in_expires_after_a_working_day()
    {
        var partner = await service.As(SamplePeople.Partner);
        service.Clock.Advance(TimeSpan.FromHours(11));

        await Refused.Is(await partner.GetAsync("/api/me"), 401, "auth.not-signed-in");
    }
}
