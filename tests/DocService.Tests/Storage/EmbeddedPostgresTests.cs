using System.Diagnostics;
using Npgsql;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Tests.Storage;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sce").FullName;

    public EmbeddedPostgresTests()
    {
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        await using (var first = await Start())
            await Execute(first, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");

        await using var second = await Start();

        Assert.Equal(7, await Execute(second, "SELECT n FROM kept"));
    }

    [Fact]
    public async Task A_second_copy_on_the_same_folder_is_refused_with_a_sentence_and_harms_nothing()
    {
        await using var first = await Start();

        var refused = await Assert.ThrowsAsync<DatabaseStartException>(Start);

        Assert.Contains("正被另一个运行中的服务使用", refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Execute(first, "SELECT 1"));
    }

    [Fact]
    public async Task A_server_left_running_by_a_killed_service_is_taken_over()
    {
        var killed = await Start();
        await Execute(killed, "CREATE TABLE kept (n int)");
        killed.AbandonAsACrashWould();

        await using var next = await Start();

        Assert.Equal(0L, await Execute(next, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task A_pid_file_left_by_a_power_cut_does_not_stop_the_start_nor_any_stranger_with_that_number()
    {
        await using (var first = await Start())
        {
        }

        using var stranger = Process.Start("sleep", "60");
        await File.WriteAllTextAsync(Path.Combine(folder, "postgresql", "cluster", "postmaster.pid"),
            $"{stranger.Id}\n{folder}/postgresql/cluster\n1700000000\n5432\n{folder}/postgresql\n\n  1 1\nready\n");

        await using var second = await Start();

        Assert.Equal(1, await Execute(second, "SELECT 1"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task A_first_start_that_was_interrupted_is_begun_again()
    {
        Directory.CreateDirectory(Path.Combine(folder, "postgresql", "cluster.new", "base"));

        await using var postgres = await Start();

        Assert.Equal(1, await Execute(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_explained()
    {
        var deep = Path.Combine(folder, new string('x', 90));

        var refused = await Assert.ThrowsAsync<DatabaseStartException>(() => EmbeddedPostgres.StartAsync(deep, "nobody", "", CancellationToken.None));

        Assert.Contains("路径太长", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_reach_the_socket_or_the_data()
    {
        await using var postgres = await Start();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(postgres.Host));
        Assert.Equal("", await Execute(postgres, "SHOW listen_addresses"));
    }

    [Fact]
    public void Programs_in_a_folder_closed_to_others_are_copied_with_their_links_to_where_they_can_be_read()
    {
        var closed = Directory.CreateDirectory(Path.Combine(folder, "closed", "native", "bin")).Parent!;
        File.WriteAllText(Path.Combine(closed.FullName, "bin", "postgres-1"), "program");
        File.CreateSymbolicLink(Path.Combine(closed.FullName, "bin", "postgres"), "postgres-1");
        File.SetUnixFileMode(Path.Combine(folder, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var readable = PostgresBinaries.ReadableByOthers(closed.FullName, Path.Combine(folder, "data"));

        Assert.StartsWith(Path.Combine(folder, "data"), readable, StringComparison.Ordinal);
        Assert.Equal("program", File.ReadAllText(Path.Combine(readable, "bin", "postgres")));
        Assert.Equal("postgres-1", new FileInfo(Path.Combine(readable, "bin", "postgres")).LinkTarget);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.StartAsync(folder, "nobody", "-c fsync=off", CancellationToken.None);

    private static async Task<object?> Execute(EmbeddedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseLifetime.Describe(postgres, EmbeddedPostgres.Owner, "postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
