using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>
/// Every act of a draw, with the service's database connection killed after each row the act writes and again at its commit:
/// nothing of the act remains, log and database agree, and it can be done again.
/// </summary>
public sealed class CrashTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly string[] Tables = ["stored_record", "used_secret", "stored_checkpoint", "cosignature", "ceremony", "audit_entry"];
    private CeremonyStage stage = null!;
    private int kills;

    public async ValueTask InitializeAsync()
    {
        stage = await CeremonyStage.SetAsync(postgres);
        // A sequence counts the writes and, unlike them, is not taken back with the transaction.
        await Execute("""
            CREATE SEQUENCE writes;
            CREATE TABLE deadly (number bigint);
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF nextval('writes') = (SELECT number FROM deadly) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                RETURN NULL;
            END $$;
            """);
        foreach (var table in Tables)
            await Execute($"CREATE TRIGGER die AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION die()");
        await Execute("CREATE CONSTRAINT TRIGGER die_at_commit AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()");
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task An_act_killed_at_any_of_its_writes_leaves_nothing_and_can_be_done_again()
    {
        var draw = await stage.PrepareAsync();
        await KilledEverywhere(draw, () => stage.Act(SamplePeople.SectionHead, draw, "approval"));
        var open = await Answer<OpenDraw.Response>(KilledEverywhere(draw, () => stage.Act(SamplePeople.Clerk, draw, "opening")));
        await KilledEverywhere(draw, () => stage.Witness.CosignAsync(open.Checkpoint));
        await KilledEverywhere(draw, () => stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await KilledEverywhere(draw, () => stage.Act(SamplePeople.Clerk, draw, "reveal"));
        var drawn = (await stage.Show(draw)).Tasks[0].Outcome!.Drawn[0];
        await KilledEverywhere(draw, () => stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", drawn.Object, drawn.Team[0].Inspector, "近亲属任职")));
        var again = await Answer<ReopenDraw.Response>(KilledEverywhere(draw, () => stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(stage.Service.Clock.GetUtcNow().AddDays(2)))));
        await CeremonyStage.Done(stage.Witness.CosignAsync(again.Checkpoint));
        await KilledEverywhere(draw, () => stage.Witness.EnterAsync(draw, new string('3', 25)));
        await KilledEverywhere(draw, () => stage.Act(SamplePeople.Witness, draw, "reveal"));
        await KilledEverywhere(draw, () => stage.Act(SamplePeople.SectionHead, draw, "supersede", new SupersedeTasks.Request(["2023-006"], "计划比例调整", "《行政许可法》第六十一条")));
        var second = await stage.PrepareAsync();
        await stage.ApproveAndOpenAsync(second);
        await KilledEverywhere(second, () => stage.Act(SamplePeople.SectionHead, second, "void", new VoidDraw.Request("名录库漏报新设企业")));

        Assert.True(kills > 35, $"only {kills} writes were met");
        await stage.Service.RestartAsync();
        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        Assert.Equal([0L, 1L, 2L], await stage.Service.Db(db => db.Set<UsedSecret>().Select(s => s.SecretIndex).OrderBy(i => i).ToListAsync()));
    }

    [Fact]
    public async Task An_act_whose_answer_was_lost_is_not_done_twice()
    {
        var draw = await stage.PrepareAsync();
        var open = await stage.ApproveAndOpenAsync(draw);
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "opening"), 409, "draw.wrong-state");
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));
        await CeremonyStage.Done(stage.Witness.CosignAsync(open.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await Refused.Is(await stage.Witness.EnterAsync(draw, new string('1', 25)), 409, "draw.wrong-state");
        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reveal"));
        await Refused.Is(await stage.Act(SamplePeople.Clerk, draw, "reveal"), 409, "draw.wrong-state");

        Assert.Equal(["GENESIS", "OPEN", "CONTRIB", "REVEAL", "RESULT"], await stage.Service.Db(db => db.Set<StoredRecord>().OrderBy(r => r.Seq).Select(r => r.Kind).ToListAsync()));
    }

    /// <summary>Kills the act at its first write, at its second, and so on, until it gets through.</summary>
    private async Task<HttpResponseMessage> KilledEverywhere(Guid draw, Func<Task<HttpResponseMessage>> act)
    {
        var before = await Traces(draw);
        for (var write = 1; ; write++)
        {
            await Execute($"ALTER SEQUENCE writes RESTART; DELETE FROM deadly; INSERT INTO deadly VALUES ({write})");
            var reply = await act();
            await Execute("DELETE FROM deadly");
            await AgreesAsync();
            if (reply.IsSuccessStatusCode)
            {
                Assert.True(write > 2, "The act wrote nothing that a kill could meet.");
                return reply;
            }

            Assert.Equal(500, (int)reply.StatusCode);
            Assert.Equal(before, await Traces(draw));
            kills++;
        }
    }

    // What a fresh start of the service checks, on what is stored now.
    private Task AgreesAsync() => new LogAgreement(
        stage.Service.Services.GetRequiredService<IServiceScopeFactory>(),
        new DrawLogs(stage.Service.Services.GetRequiredService<SecretVault>(), stage.Service.Clock)).StartAsync(TestContext.Current.CancellationToken);

    private Task<(int Records, int Checkpoints, int Cosignatures, int Secrets, CeremonyState State)> Traces(Guid draw) => stage.Service.Db(async db => (
        await db.Set<StoredRecord>().CountAsync(), await db.Set<StoredCheckpoint>().CountAsync(), await db.Set<Cosignature>().CountAsync(), await db.Set<UsedSecret>().CountAsync(),
        await db.Set<Ceremony>().Where(c => c.Id == draw).Select(c => c.State).SingleAsync()));

    private static async Task<T> Answer<T>(Task<HttpResponseMessage> reply) => (await (await reply).Content.ReadFromJsonAsync<T>())!;

    private async Task Execute(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(stage.Service.Database + ";Pooling=false");
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
