namespace SpotCheck.VerifiableDraws;

/// <summary>Which keys each kind of record has, and who reads it.</summary>
internal static class RecordFormat
{
    private delegate LogRecord Reader(Fields fields, string log, long seq);

    private static readonly Dictionary<string, (string[] Keys, Reader Read)> Kinds = new(StringComparer.Ordinal)
    {
        ["GENESIS"] = (["key", "witnesses", "policy", "desks"], GenesisRecord.Read),
        ["OPEN"] = (["desk", "ceremony", "openedAt", "deadline", "tasks", "server", "expects"], OpenRecord.Read),
        ["CONTRIB"] = (["open", "n", "by", "source", "value"], ContribRecord.Read),
        ["REVEAL"] = (["open", "secret"], RevealRecord.Read),
        ["RESULT"] = (["open", "seed", "tasks"], ResultRecord.Read),
        ["VOID"] = (["open", "reason", "approvedBy", "secret"], VoidRecord.Read),
        ["SUPERSEDE"] = (["open", "tasks", "reason", "legalBasis", "approvedBy"], SupersedeRecord.Read),
        ["RECUSE"] = (["open", "task", "object", "inspector", "ground", "approvedBy"], RecuseRecord.Read),
        ["REOPEN"] = (["desk", "open", "recusals", "server", "expects", "openedAt", "deadline"], ReopenRecord.Read),
        ["RERESULT"] = (["open", "seed", "replacements"], ReresultRecord.Read),
        ["YEAROPEN"] = (["desk", "master"], YearOpenRecord.Read),
    };

    public static LogRecord? Read(JcsValue value, string where, FormatJournal journal)
    {
        var kind = ((value as JcsObject)?.Find("kind") as JcsString)?.Value;
        if (kind is null || !Kinds.TryGetValue(kind, out var entry))
        {
            journal.Report(where.Length == 0 ? "kind" : where + ".kind", "a kind of record", kind is null ? value.ToString() : Violation.Quote(kind));
            return null;
        }

        var fields = new Fields(value, where, journal, ["alg", "kind", "log", "seq", .. entry.Keys]);
        fields.OneOf("alg", Protocol.Alg);
        var log = fields.Text("log", TextRules.IsLogOrigin, "1-255 printable ASCII characters without space and +");
        var isGenesis = string.Equals(kind, "GENESIS", StringComparison.Ordinal);
        return entry.Read(fields, log, fields.Integer("seq", isGenesis ? 0 : 1));
    }
}
