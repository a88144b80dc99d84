using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>Each act of a ceremony with the ground cut away at its last write: nothing of it remains, and it can be done again.</summary>
public sealed class CrashTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task An_act_that_dies_at_its_commit_leaves_log_and_ceremony_as_they_were()
    {
        var draw = await stage.PrepareAsync();
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "approval"));

        await DiesAtTheAuditEntry(() => stage.Act(SamplePeople.Clerk, draw, "opening"), draw, CeremonyState.Approved);
        var opened = await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "opening"));
        var open = await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<OpenDraw.Response>(opened.Content);
        await DiesAtTheAuditEntry(() => stage.Witness.CosignAsync(open!.Checkpoint), draw, CeremonyState.Opened);
        await CeremonyStage.Done(stage.Witness.CosignAsync(open!.Checkpoint));
        await DiesAtTheAuditEntry(() => stage.Witness.EnterAsync(draw, CeremonyStage.Dice), draw, CeremonyState.Opened);
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, CeremonyStage.Dice));
        await DiesAtTheAuditEntry(() => stage.Act(SamplePeople.Clerk, draw, "reveal"), draw, CeremonyState.Contributed);
        await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reveal"));

        Assert.Equal(VerificationAnswer.Genuine, (await stage.VerifyAsync(draw)).Answer);
        Assert.Equal([0L], await stage.Service.Db(db => db.Set<UsedSecret>().Select(s => s.SecretIndex).ToListAsync()));
    }

    // The entry is the transaction's last row and the database refuses it, as a broken connection or a full disk would.
    private async Task DiesAtTheAuditEntry(Func<Task<HttpResponseMessage>> act, Guid draw, CeremonyState before)
    {
        var records = await Records();
        await Execute("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$; CREATE CONSTRAINT TRIGGER die AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()");
        Assert.Equal(500, (int)(await act()).StatusCode);
        await Execute("DROP TRIGGER die ON audit_entry; DROP FUNCTION die()");

        Assert.Equal(records, await Records());
        Assert.Equal(before, await stage.Service.Db(db => db.Set<Ceremony>().Where(c => c.Id == draw).Select(c => c.State).SingleAsync()));
    }

    private Task<int> Records() => stage.Service.Db(db => db.Set<StoredRecord>().CountAsync());

    private async Task Execute(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(stage.Service.Database + ";Pooling=false");
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
