using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Tests.Identity;

/// <summary>A token of the issuer becomes a session of this site, so that pages, links and downloads work without a script that keeps the token.</summary>
public sealed class IssuerSessionTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Subject = "8f3c-clerk";
    private SmallIssuer issuer = null!;
    private RunningService service = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await SmallIssuer.StartAsync();
        service = await RunningService.StartAsync(postgres, builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Auth:Authority"] = issuer.Authority + "/",
            ["Auth:Audience"] = SmallIssuer.Audience,
            ["PublicBaseUrl"] = "http://localhost:5080",
            ["Auth:ClientId"] = "spotcheck-pane",
        }));
        await service.Db(db => db.Set<Person>().Where(p => p.Id == SamplePeople.Clerk).ExecuteUpdateAsync(s => s.SetProperty(p => p.Subject, Subject)));
    }

    [Fact]
    public async Task Everybody_may_learn_where_to_sign_in_and_nothing_secret()
    {
        var ways = await service.Anonymous.GetFromJsonAsync<SignInWays.Response>("/api/sign-in", TestContext.Current.CancellationToken);

        Assert.Equal(new SignInWays.Response(false, issuer.Authority, "spotcheck-pane", "openid profile offline_access", false), ways);
    }

    [Fact]
    public async Task A_pages_scripts_may_speak_with_the_issuer_and_run_nothing_of_it()
    {
        var policy = (await service.Anonymous.GetAsync("/pane.html", TestContext.Current.CancellationToken)).Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains(issuer.Authority, Directive(policy, "connect-src"), StringComparison.Ordinal);
        Assert.DoesNotContain(issuer.Authority, Directive(policy, "script-src"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_is_the_person_of_the_token_until_a_working_day_has_passed()
    {
        using var browser = Browser();
        Assert.Equal(HttpStatusCode.NoContent, (await Begin(browser)).StatusCode);

        var me = await browser.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.Contains(SamplePeople.Clerk, await me.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        service.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/me")).StatusCode);
        service.Clock.Advance(TimeSpan.FromHours(5));
        await Refused.Is(await browser.GetAsync("/api/me"), 401, "auth.not-signed-in");
    }

    [Fact]
    public async Task The_sessions_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var browser = Browser();

        var cookie = (await Begin(browser)).Headers.GetValues("Set-Cookie").Single();

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_session_cannot_prolong_itself()
    {
        using var browser = Browser();
        await Begin(browser);

        await Refused.Is(await browser.PostAsync("/api/sign-in/session", null), 409, "auth.session-needs-token");
    }

    [Fact]
    public async Task Without_a_token_there_is_no_session() =>
        await Refused.Is(await service.Anonymous.PostAsync("/api/sign-in/session", null, TestContext.Current.CancellationToken), 401, "auth.not-signed-in");

    [Fact]
    public async Task A_bad_token_is_not_made_good_by_a_session()
    {
        using var browser = Browser();
        await Begin(browser);
        browser.DefaultRequestHeaders.Authorization = new("Bearer", SmallIssuer.Unsigned(issuer.Claims(Subject)));

        await Refused.Is(await browser.GetAsync("/api/me"), 401, "auth.not-signed-in");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example.com")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Another_site_cannot_act_with_the_session(string header, string value)
    {
        using var browser = Browser();
        await Begin(browser);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/sign-in");
        request.Headers.TryAddWithoutValidation(header, value);

        await Refused.Is(await browser.SendAsync(request), 403, "auth.cross-site");
    }

    [Fact]
    public async Task Who_has_left_or_signed_out_is_out_at_the_next_request()
    {
        using var browser = Browser();
        await Begin(browser);
        await browser.DeleteAsync("/api/sign-in");
        await Refused.Is(await browser.GetAsync("/api/me"), 401, "auth.not-signed-in");

        await Begin(browser);
        await service.Db(db => db.Set<Person>().Where(p => p.Id == SamplePeople.Clerk).ExecuteUpdateAsync(s => s.SetProperty(p => p.Active, false)));
        await Refused.Is(await browser.GetAsync("/api/me"), 403, "auth.unknown-person");
    }

    [Fact]
    public async Task A_browser_that_follows_a_link_is_led_to_the_sign_in_and_back_a_program_gets_the_refusal()
    {
        using var browser = Browser();
        using var link = new HttpRequestMessage(HttpMethod.Get, "/api/people?of=1");
        link.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        var led = await browser.SendAsync(link);

        Assert.Equal((HttpStatusCode.Redirect, "/sign-in.html?return=%2Fapi%2Fpeople%3Fof%3D1"), (led.StatusCode, led.Headers.Location?.OriginalString));
        await Refused.Is(await browser.GetAsync("/api/people?of=1"), 401, "auth.not-signed-in");
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await issuer.DisposeAsync();
    }

    private static string Directive(string policy, string name) => policy.Split(';', StringSplitOptions.TrimEntries).Single(part => part.StartsWith(name + ' ', StringComparison.Ordinal));

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Address };

    private async Task<HttpResponseMessage> Begin(HttpClient browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in/session");
        request.Headers.Authorization = new("Bearer", issuer.Token(issuer.Claims(Subject)));
        return await browser.SendAsync(request);
    }
}
