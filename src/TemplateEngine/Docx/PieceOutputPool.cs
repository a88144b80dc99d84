using System.Collections.Concurrent;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Keeps the buffers of finished renderings for the next; a very large one is let go.</summary>
internal sealed class PieceOutputPool(PieceTable pieces)
{
    private const int Most = 16;
    private const int LargestKeptSteps = 100_000;
    private readonly ConcurrentBag<PieceOutput> _idle = [];

    public PieceOutput Rent()
    {
        if (!_idle.TryTake(out var output))
            output = new PieceOutput(pieces);
        output.Reset();
        return output;
    }

    public void Return(PieceOutput output)
    {
        if (output.StepCount <= LargestKeptSteps && _idle.Count < Most)
            _idle.Add(output);
    }
}
