namespace SpotCheck.TemplateEngine.Docx;

internal sealed partial class PieceOutput
{
    private readonly List<OutputStep>?[] _notes = new List<OutputStep>?[NoteKind.All.Count];
    private OpenNote? _note;

    // What a note holds is no content of the paragraph that refers to it; its pictures belong to the part of the notes.
    private void StartNote(int kind)
    {
        IsBroken |= _note is not null;
        _note = new(StepCount, _lastBlock, _contents, _rows, _cells, _part);
        _part = pieces.NoteParts[kind];
    }

    private void EndNote(int kind)
    {
        if (_note is not { } note)
        {
            IsBroken = true;
            return;
        }

        var steps = _notes[kind] ??= [];
        steps.AddRange(_steps.AsSpan(note.Step, StepCount - note.Step));
        StepCount = note.Step;
        (_lastBlock, _contents, _rows, _cells, _part) = (note.LastBlock, note.Contents, note.Rows, note.Cells, note.Part);
        _note = null;
    }

    private void AddNotes(int kind)
    {
        foreach (var step in _notes[kind] ?? [])
            Add(step);
    }

    private void ResetNotes()
    {
        _note = null;
        foreach (var steps in _notes)
            steps?.Clear();
    }

    private readonly record struct OpenNote(int Step, char LastBlock, int Contents, int Rows, int Cells, int Part);
}
