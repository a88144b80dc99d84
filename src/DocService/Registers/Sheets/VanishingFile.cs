namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>A temporary file without a name as soon as it is open, so that not even a killed process leaves one behind (on Windows it goes when closed).</summary>
internal static class VanishingFile
{
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "spotcheck-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
