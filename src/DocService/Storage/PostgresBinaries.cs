using System.Reflection;
using System.Runtime.InteropServices;

namespace SpotCheck.DocService.Storage;

/// <summary>Where this machine's PostgreSQL programs are: beside a published service, or where the build restored them.</summary>
internal static class PostgresBinaries
{
    public const string Version = "18.4";

    /// <summary>The folder that holds <c>bin/initdb</c>, <c>bin/pg_ctl</c> and <c>bin/postgres</c>.</summary>
    public static string Find()
    {
        var platform = Platform();
        string?[] places =
        [
            Path.Combine(AppContext.BaseDirectory, "embedded-postgres"),
            typeof(PostgresBinaries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .FirstOrDefault(a => a.Key == "EmbeddedPostgresPackages")?.Value,
        ];
        foreach (var place in places)
        {
            var native = place is null ? null : Path.Combine(place, platform, "native");
            if (native is not null && Directory.Exists(Path.Combine(native, "bin")))
                return native;
        }

        throw new DatabaseStartException(
            $"找不到本机（{platform}）的内置 PostgreSQL 程序。请在有网络的机器上重新编译 src/DocService（会自动下载），或设置 ConnectionStrings__SpotCheck 使用现有的数据库。",
            $"The embedded PostgreSQL for {platform} is missing. Build src/DocService again with network access, or set ConnectionStrings__SpotCheck to a server of your own.");
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
    }

    /// <summary>The same folder, or a copy under <paramref name="copyTo"/> when another user could not read it where it is (a home folder of root).</summary>
    public static string ReadableByOthers(string native, string copyTo)
    {
        if (OperatingSystem.IsWindows() || EveryoneMayEnter(native))
            return native;
        var target = Path.Combine(copyTo, $"programs-{Version}");
        var complete = Path.Combine(target, ".complete");
        if (File.Exists(complete))
            return target;
        Copy(new DirectoryInfo(native), target);
        File.WriteAllText(complete, "");
        return target;
    }

    private static bool EveryoneMayEnter(string folder)
    {
        for (var step = new DirectoryInfo(folder); step is not null; step = step.Parent)
        {
            if (!OperatingSystem.IsWindows() && !step.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var entry in source.EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.Delete(copy);
                File.CreateSymbolicLink(copy, link);
            }
            else if (entry is DirectoryInfo folder)
                Copy(folder, copy);
            else
                ((FileInfo)entry).CopyTo(copy, overwrite: true);
        }
    }
}
