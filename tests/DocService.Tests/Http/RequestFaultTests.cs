using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SpotCheck.DocService.Tests.Http;

public sealed class RequestFaultTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("{\"person\":")]
    [InlineData("{}")]
    [InlineData("{\"person\":null}")]
    [InlineData("{\"person\":7}")]
    [InlineData("{\"person\":\"zz-clerk\",\"admin\":true}")]
    [InlineData("[]")]
    public async Task A_body_that_is_not_the_documented_JSON_is_named_as_such(string body) =>
        await Refused.Is(await Post(body, "application/json"), 400, "http.malformed-body");

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_read()
    {
        // Asking first (100-continue) lets the client read the refusal instead of a connection closed under its writing.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-in") { Content = new StringContent(new string(' ', 5 * 1024 * 1024), Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;

        await Refused.Is(await service.Anonymous.SendAsync(request), 413, "http.body-too-large");
    }

    [Fact]
    public async Task Another_media_type_is_refused() =>
        await Refused.Is(await Post("person=zz-clerk", "application/x-www-form-urlencoded"), 415, "http.unsupported-media");

    [Fact]
    public async Task An_unknown_address_answers_with_a_code_too() =>
        await Refused.Is(await service.Anonymous.GetAsync("/api/nothing-here"), 404, "http.not-found");

    [Fact]
    public async Task An_English_reader_gets_the_English_sentence()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en-US"));

        var reply = await service.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        Assert.Equal("en-US", reply.Content.Headers.ContentLanguage.Single());
        Assert.Contains("Sign in first", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_live_and_ready()
    {
        Assert.Equal(HttpStatusCode.OK, (await service.Anonymous.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Anonymous.GetAsync("/health/ready")).StatusCode);
    }

    private Task<HttpResponseMessage> Post(string body, string type) =>
        service.Anonymous.PostAsync("/api/sign-in", new StringContent(body, Encoding.UTF8, type));
}
