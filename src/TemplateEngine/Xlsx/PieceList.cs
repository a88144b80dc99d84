using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>The static pieces of a workbook, each kept once.</summary>
internal sealed class PieceList
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public List<byte[]> Pieces { get; } = [];

    public int Add(string markup)
    {
        if (!_known.TryGetValue(markup, out var index))
        {
            _known[markup] = index = Pieces.Count;
            Pieces.Add(Encoding.UTF8.GetBytes(markup));
        }

        return index;
    }

    public static string Text(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Escape(string text) => Text(output => MarkupWriter.WriteText(output, text));
}
