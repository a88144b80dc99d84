using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace SpotCheck.DocService.Storage;

/// <summary>
/// A PostgreSQL of the service's own in its data folder, on a private Unix socket that only the service's user and root can enter
/// (on Windows: loopback with a generated password). One running copy of the service per data folder.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    public const string Owner = "spotcheck";
    public const string Database = "spotcheck";

    private readonly string folder;
    private readonly string? runAs;
    private readonly FileStream lockFile;
    private string programs = "";

    private EmbeddedPostgres(string folder, string? runAs, FileStream lockFile)
    {
        (this.folder, this.runAs, this.lockFile) = (folder, runAs, lockFile);
        Password = OperatingSystem.IsWindows() ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) : null;
    }

    public string Cluster => Path.Combine(folder, "cluster");

    public string LogFile => Path.Combine(folder, "postgresql.log");

    /// <summary>Host as Npgsql wants it: the socket's folder, or loopback on Windows.</summary>
    public string Host => OperatingSystem.IsWindows() ? "127.0.0.1" : folder;

    public int Port { get; private set; } = 5432;

    public string? Password { get; private set; }

    /// <summary>Starts the cluster under <paramref name="dataFolder"/>, creating it the first time.</summary>
    /// <param name="runAs">Who runs PostgreSQL when the service is root, which PostgreSQL refuses to be.</param>
    /// <param name="options">Further server options, such as <c>-c fsync=off</c> in tests.</param>
    public static async Task<EmbeddedPostgres> StartAsync(string dataFolder, string runAs, string options, CancellationToken ct)
    {
        var root = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;
        var own = Path.Combine(dataFolder, "postgresql");
        var postgres = new EmbeddedPostgres(own, root ? runAs : null, TakeFolder(dataFolder, own));
        try
        {
            await postgres.StartAsync(options, ct);
            return postgres;
        }
        catch
        {
            await postgres.lockFile.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await RunAsync("pg_ctl", ["stop", "-D", Cluster, "-m", "fast", "-w", "-t", "60"], CancellationToken.None);
        }
        finally
        {
            await lockFile.DisposeAsync();
        }
    }

    /// <summary>Leaves PostgreSQL running and frees the folder, as the kernel does for a killed service; tests show that the next start copes.</summary>
    internal void AbandonAsACrashWould() => lockFile.Dispose();

    private static FileStream TakeFolder(string dataFolder, string folder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(dataFolder, "service.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new DatabaseStartException(
                $"没有权限写入数据文件夹 {dataFolder}。请用 Data__Folder 指定一个可写的文件夹。",
                $"The data folder {dataFolder} cannot be written. Name a writable one with Data__Folder.", denied);
        }
        catch (IOException taken)
        {
            throw new DatabaseStartException(
                $"数据文件夹 {dataFolder} 正被另一个运行中的服务使用，本次启动已停止，数据没有改动。请先停止那个服务，或用 Data__Folder 指定别的文件夹。",
                $"The data folder {dataFolder} is in use by another running copy of the service; nothing was changed. Stop that copy, or name another folder with Data__Folder.", taken);
        }
    }

    private async Task StartAsync(string options, CancellationToken ct)
    {
        // sun_path holds 107 bytes and PostgreSQL adds its own file name.
        if (!OperatingSystem.IsWindows() && System.Text.Encoding.UTF8.GetByteCount(folder) > 85)
            throw new DatabaseStartException(
                $"数据文件夹的路径太长（{folder}），操作系统的套接字文件最多 107 个字节。请用 Data__Folder 指定一个更短的路径。",
                $"The data folder's path is too long for a socket ({folder}). Name a shorter one with Data__Folder.");
        programs = PostgresBinaries.Find();
        if (runAs is not null)
        {
            programs = PostgresBinaries.ReadableByOthers(programs, folder);
            await RunProgramAsync("chown", ["-R", $"{runAs}:", folder], asOther: false, ct);
        }

        await CreateClusterAsync(ct);
        await StopLeftoverAsync(ct);
        var network = "-c listen_addresses= -c unix_socket_permissions=0700 -c unix_socket_directories=\"" + folder + "\"";
        if (OperatingSystem.IsWindows())
        {
            Port = FreePort();
            network = "-c listen_addresses=127.0.0.1 -p " + Port.ToString(CultureInfo.InvariantCulture);
        }

        await RunAsync("pg_ctl", ["start", "-D", Cluster, "-l", LogFile, "-w", "-t", "60", "-o", $"{network} -c timezone=UTC -c log_timezone=UTC {options}"], ct);
    }

    private async Task CreateClusterAsync(CancellationToken ct)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var passwordFile = Path.Combine(folder, "owner.password");
        if (File.Exists(Path.Combine(Cluster, "PG_VERSION")))
        {
            Password = File.Exists(passwordFile) ? await File.ReadAllTextAsync(passwordFile, ct) : null;
            return;
        }

        // A half-made cluster of an interrupted first start holds nothing yet.
        if (Directory.Exists(Cluster))
            Directory.Delete(Cluster, recursive: true);
        var unfinished = Cluster + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        string[] access = ["-A", "trust"];
        if (Password is not null)
        {
            await File.WriteAllTextAsync(passwordFile, Password, ct);
            access = ["-A", "scram-sha-256", $"--pwfile={passwordFile}"];
        }

        await RunAsync("initdb", ["-D", unfinished, "-U", Owner, "-E", "UTF8", "--locale=C", "--no-instructions", .. access], ct);
        Directory.Move(unfinished, Cluster);
    }

    // A killed service leaves its PostgreSQL running, or its pid file behind. The lock file says nobody else owns either.
    private async Task StopLeftoverAsync(CancellationToken ct)
    {
        var pidFile = Path.Combine(Cluster, "postmaster.pid");
        if (!File.Exists(pidFile))
            return;
        var firstLine = (await File.ReadAllLinesAsync(pidFile, ct)).FirstOrDefault();
        if (int.TryParse(firstLine, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && IsOurPostgres(pid))
            await RunAsync("pg_ctl", ["stop", "-D", Cluster, "-m", "fast", "-w", "-t", "60"], ct);
        File.Delete(pidFile);
    }

    // Numbers are used again: only a postgres that works in this very folder may be stopped.
    private bool IsOurPostgres(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && (!OperatingSystem.IsLinux() || new DirectoryInfo($"/proc/{pid}/cwd").LinkTarget is not { } place || place == Path.GetFullPath(Cluster));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task RunAsync(string program, string[] arguments, CancellationToken ct) =>
        RunProgramAsync(Path.Combine(programs, "bin", OperatingSystem.IsWindows() ? program + ".exe" : program), arguments, asOther: runAs is not null, ct);

    private async Task RunProgramAsync(string path, string[] arguments, bool asOther, CancellationToken ct)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["LC_ALL"] = "C";
        if (asOther)
            start.UserName = runAs;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode == 0)
            return;
        var said = $"{await output}{await errors}".Trim();
        throw new DatabaseStartException(
            $"内置数据库的 {Path.GetFileName(path)} 没有成功（退出码 {process.ExitCode}）：{said}。详情见 {LogFile}。",
            $"The embedded database's {Path.GetFileName(path)} failed with exit code {process.ExitCode}. See {LogFile}.");
    }
}
