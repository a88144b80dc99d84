namespace SpotCheck.TemplateEngine.Docx;

internal sealed partial class PieceOutput
{
    // For each merging cell: where its mark stands in the present row, and what the row above printed.
    private readonly List<MergeState> _merges = [];
    private int _mergeStart;

    private void GuideMerging(Piece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.MergeReset:
                _merges.Clear();
                break;
            case PieceKind.MergeMark:
                while (_merges.Count <= piece.Number)
                    _merges.Add(new());
                _merges[piece.Number] = _merges[piece.Number] with { MarkStep = StepCount, Joins = false };
                Add(new OutputStep(pieces.MergeRestart.Index, 0, pieces.MergeRestart.Bytes.Length));
                break;
            case PieceKind.MergeStart:
                _mergeStart = StepCount;
                break;
            default:
                EndMerging(piece.Number);
                break;
        }
    }

    private void EndMerging(int slot)
    {
        if (slot >= _merges.Count)
            return;
        var state = _merges[slot];
        var printed = Printed(_mergeStart);
        var left = pieces.MergeLeft[slot];
        var joins = printed.Length > 0 && state.Above is not null && state.Above == printed && (left < 0 || _merges[left].Joins);
        if (joins)
        {
            StepCount = _mergeStart;
            _steps[state.MarkStep] = new OutputStep(pieces.MergeContinue.Index, 0, pieces.MergeContinue.Bytes.Length);
        }

        _merges[slot] = state with { Above = printed, Joins = joins };
    }

    private string Printed(int from)
    {
        var text = new System.Text.StringBuilder();
        foreach (var step in _steps.AsSpan(from, StepCount - from))
        {
            if (step.Piece < 0)
                text.Append(System.Text.Encoding.UTF8.GetString(TextOf(step)));
        }

        return text.ToString();
    }

    private readonly record struct MergeState(int MarkStep, string? Above, bool Joins);
}
