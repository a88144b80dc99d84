using System.Globalization;

namespace SpotCheck.DocService.Mail;

/// <summary>Keeps letters as .eml files, which every mail program opens. A file appears whole or not at all, and once.</summary>
internal sealed class FolderOutlet(string folder) : IMailOutlet
{
    public bool CanLookAfterwards => true;

    public Task<Sighting> LookAsync(OutgoingMail letter, CancellationToken ct) =>
        Task.FromResult(File.Exists(PathOf(letter)) ? Sighting.Delivered : Sighting.NotDelivered);

    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMail letter, IHandingOver handing, CancellationToken ct)
    {
        var path = PathOf(letter);
        var unfinished = path + "." + Path.GetRandomFileName() + ".tmp";
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(letter.Content, ct);
                file.Flush(flushToDisk: true);
            }
            if (!await handing.AboutToAsync())
                return DeliveryOutcome.Abandoned;
            // The same letter under the same name: a second attempt after a kill changes nothing.
            File.Move(unfinished, path, overwrite: true);
            return new(Delivery.Accepted, $"已存为 {Path.GetFileName(path)}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return DeliveryOutcome.Later("发件文件夹无法写入：" + fault.Message);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private string PathOf(OutgoingMail letter) =>
        Path.Combine(folder, $"{letter.QueuedAt.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{letter.Id:N}.eml");
}
