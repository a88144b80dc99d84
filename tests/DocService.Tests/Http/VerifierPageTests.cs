namespace SpotCheck.DocService.Tests.Http;

/// <summary>The service hands out the offline verifier to anybody, as one file that opens no connection.</summary>
public sealed class VerifierPageTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Anybody_gets_the_verifier_as_one_page_whose_own_policy_forbids_every_connection()
    {
        var reply = await service.Anonymous.GetAsync("/verify.html");
        var page = await reply.Content.ReadAsStringAsync();

        Assert.Equal(System.Net.HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script src", page, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_lacks_a_field_is_told_which()
    {
        var clerk = await service.As(SpotCheck.DocService.Identity.SamplePeople.Clerk);
        var reply = await clerk.PostAsync("/api/sign-in", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        var problem = await Refused.Is(reply, 400, "http.malformed-body");
        Assert.Contains("person", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
