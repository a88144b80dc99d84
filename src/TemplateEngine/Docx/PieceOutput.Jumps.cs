namespace SpotCheck.TemplateEngine.Docx;

internal sealed partial class PieceOutput
{
    // After a jump the elements between here and there are still open. Half a paragraph, row or table is taken back
    // whole; runs are closed, so that the text before the jump stays.
    private void Mend(PiecePath? target)
    {
        // A block from the middle of one paragraph to the middle of another leads from paragraph to paragraph.
        if (target is { Name: var name, IsStructure: true } && _path is not null && _path.Name == name && ReferenceEquals(_path.Outer, target.Outer))
            return;
        var shared = PiecePath.Shared(_path, target);
        if (!ReferenceEquals(shared, target))
        {
            IsBroken = true;
            return;
        }

        PiecePath? half = null;
        for (var open = _path; !ReferenceEquals(open, shared); open = open!.Outer)
            half = open!.IsStructure ? open : half;
        if (half is not null)
            TakeBack(half);
        for (var open = half is null ? _path : half.Outer; !ReferenceEquals(open, shared); open = open!.Outer)
        {
            AddInAttribute($"</{open!.Name}>");
        }
    }

    private void TakeBack(PiecePath half)
    {
        var step = StepCount - 1;
        for (; step >= 0 && _steps[step].Piece != half.Piece; step--)
            Forget(_steps[step]);
        if (step < 0)
        {
            IsBroken = true;
            return;
        }

        Forget(_steps[step]);
        StepCount = step;
        if (half.Offset > 0)
            Add(new OutputStep(half.Piece, 0, half.Offset));
        _lastBlock = '\0';
        for (step = StepCount - 1; step >= 0 && _lastBlock == '\0' && (_guards.Count == 0 || step >= _guards.Peek().Step); step--)
            _lastBlock = _steps[step].Piece >= 0 ? pieces.All[_steps[step].Piece].LastBlock : '\0';
    }

    private void Forget(OutputStep step)
    {
        if (step.Piece < 0)
        {
            _contents--;
            return;
        }

        var piece = pieces.All[step.Piece];
        _contents -= piece.HasContent ? 1 : 0;
        _rows -= piece.HasRow ? 1 : 0;
        _cells -= piece.HasCell ? 1 : 0;
    }
}
