using Npgsql;
using NpgsqlTypes;
using SpotCheck.DocService.Registers.Import;

namespace SpotCheck.DocService.Registers.Storage;

/// <summary>The SQL of one register's tables, composed from its columns alone; no value ever becomes part of a statement.</summary>
internal sealed class RegisterTable(RegisterKind kind)
{
    /// <summary>The table of versioned rows.</summary>
    public string Name { get; } = kind == RegisterKind.Targets ? "target" : "inspector";

    /// <summary>The table of rows read but not yet agreed to.</summary>
    public string Staging => Name + "_import";

    public IReadOnlyList<RegisterColumn> Columns { get; } = RegisterColumns.Of(kind);

    public string CopyIn => $"COPY {Staging} (import_id, row, {Fields}) FROM STDIN (FORMAT BINARY)";

    public string CopyRows => $"COPY {Name} (bureau_id, from_version, {Fields}) FROM STDIN (FORMAT BINARY)";

    private string Fields => string.Join(", ", Columns.Select(c => c.Field));

    /// <summary>Whether a staged row s says something else than the current row t, in the columns the file has.</summary>
    public string Differs(IReadOnlyCollection<string> present)
    {
        var compared = Columns.Skip(1).Where(c => present.Contains(c.Field)).Select(c => c.Field).ToList();
        return compared.Count == 0 ? "false" : $"ROW({List(compared, "s")}) IS DISTINCT FROM ROW({List(compared, "t")})";
    }

    /// <summary>Joins staged rows (s) of import $1 to current rows (t) of bureau $2.</summary>
    public string StagedAgainstCurrent =>
        $"{Staging} s LEFT JOIN {Name} t ON t.bureau_id = $2 AND t.id = s.id AND t.to_version IS NULL WHERE s.import_id = $1";

    public string CountDifferences(IReadOnlyCollection<string> present) => $"""
        SELECT count(*) FILTER (WHERE t.id IS NULL), count(*) FILTER (WHERE t.id IS NOT NULL AND {Differs(present)}), count(*) FROM {StagedAgainstCurrent}
        """;

    public string CountMissing => $"""
        SELECT count(*) FROM {Name} t WHERE t.bureau_id = $2 AND t.to_version IS NULL
        AND NOT EXISTS (SELECT FROM {Staging} s WHERE s.import_id = $1 AND s.id = t.id)
        """;

    /// <summary>Reports and drops rows that repeat an id: the same content is a warning, another content an error.</summary>
    public string ReportDuplicates => $"""
        WITH repeated AS (SELECT id, min(row) AS first FROM {Staging} WHERE import_id = $1 GROUP BY id HAVING count(*) > 1)
        INSERT INTO register_import_problem (import_id, row, cell, column_title, code, is_error, found, message, suggestion)
        SELECT $1, s.row, '第' || s.row || '行', '{Columns[0].Title}',
            CASE WHEN same THEN 'import.repeated-row' ELSE 'import.duplicate' END, NOT same, s.id,
            CASE WHEN same THEN '与第 ' || first || ' 行完全相同，只导入一次。'
                 ELSE '与第 ' || first || ' 行的{Columns[0].Title}相同，但其他内容不同。请只保留正确的一行。' END, NULL
        FROM (SELECT s.row, s.id, r.first, ROW({List(Columns.Skip(1).Select(c => c.Field), "s")}) IS NOT DISTINCT FROM ROW({List(Columns.Skip(1).Select(c => c.Field), "f")}) AS same
              FROM repeated r JOIN {Staging} s ON s.import_id = $1 AND s.id = r.id AND s.row <> r.first
              JOIN {Staging} f ON f.import_id = $1 AND f.id = r.id AND f.row = r.first) s
        """;

    public string DropRepeated => $"""
        DELETE FROM {Staging} s USING (SELECT id, min(row) AS first FROM {Staging} WHERE import_id = $1 GROUP BY id HAVING count(*) > 1) r
        WHERE s.import_id = $1 AND s.id = r.id AND s.row <> r.first
        """;

    /// <summary>The rows to write, with what the file does not say taken from the current row.</summary>
    public string Merge(IReadOnlyCollection<string> present) => $"""
        CREATE TEMP TABLE merged ON COMMIT DROP AS
        SELECT s.id, t.from_version AS old_from, {string.Join(", ", Columns.Skip(1).Select(c => $"{Merged(c, present)} AS {c.Field}"))}
        FROM {StagedAgainstCurrent} AND (t.id IS NULL OR {Differs(present)})
        """;

    private static string Merged(RegisterColumn column, IReadOnlyCollection<string> present)
    {
        var source = present.Contains(column.Field) ? $"s.{column.Field}" : $"t.{column.Field}";
        return column.IsFlag ? $"coalesce({source}, true)" : source;
    }

    /// <summary>Current rows of bureau $2 that the file of import $1 does not name.</summary>
    public string Missing => $"""
        CREATE TEMP TABLE missing ON COMMIT DROP AS
        SELECT t.id, t.from_version AS old_from FROM {Name} t WHERE t.bureau_id = $2 AND t.to_version IS NULL
        AND NOT EXISTS (SELECT FROM {Staging} s WHERE s.import_id = $1 AND s.id = t.id)
        """;

    /// <summary>Ends rows of closed versions with the open version $2 of bureau $1.</summary>
    public string End(string listed) => $"""
        UPDATE {Name} t SET to_version = $2 FROM {listed} m
        WHERE t.bureau_id = $1 AND t.id = m.id AND t.from_version = m.old_from AND t.from_version < $2
        """;

    /// <summary>Rows that came into being in the open version itself leave no trace.</summary>
    public string Remove(string listed) => $"""
        DELETE FROM {Name} t USING {listed} m WHERE t.bureau_id = $1 AND t.id = m.id AND t.from_version = m.old_from AND t.from_version = $2
        """;

    public string Insert => $"INSERT INTO {Name} (bureau_id, from_version, {Fields}) SELECT $1, $2, {Fields} FROM merged";

    /// <summary>A page of staged rows of one kind of difference, after id $3, at most $4.</summary>
    public string ListStaged(string change, IReadOnlyCollection<string> present)
    {
        var wanted = change switch
        {
            "added" => "t.id IS NULL",
            "changed" => $"t.id IS NOT NULL AND {Differs(present)}",
            _ => $"t.id IS NOT NULL AND NOT ({Differs(present)})",
        };
        return $"""
            SELECT s.id, s.row, {string.Join(", ", Columns.Select(c => $"s.{c.Field} AS s_{c.Field}, t.{c.Field} AS t_{c.Field}"))}
            FROM {StagedAgainstCurrent} AND s.id > $3 AND {wanted} ORDER BY s.id LIMIT $4
            """;
    }

    public string ListMissing => $"""
        SELECT t.id, NULL::integer, {string.Join(", ", Columns.Select(c => $"t.{c.Field} AS t_{c.Field}"))}
        FROM {Name} t WHERE t.bureau_id = $2 AND t.to_version IS NULL AND t.id > $3
        AND NOT EXISTS (SELECT FROM {Staging} s WHERE s.import_id = $1 AND s.id = t.id) ORDER BY t.id LIMIT $4
        """;

    public string Discard => $"DELETE FROM {Staging} WHERE import_id = $1";

    /// <summary>Writes one row of a COPY into the staging table.</summary>
    public static async Task StageAsync(NpgsqlBinaryImporter copy, Guid import, int row, object?[] values, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(import, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(row, NpgsqlDbType.Integer, ct);
        await WriteAsync(copy, values, ct);
    }

    /// <summary>Writes one row of a COPY into the register itself.</summary>
    public static async Task AddAsync(NpgsqlBinaryImporter copy, string bureau, int version, object?[] values, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(bureau, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(version, NpgsqlDbType.Integer, ct);
        await WriteAsync(copy, values, ct);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, object?[] values, CancellationToken ct)
    {
        for (var at = 0; at < values.Length; at++)
        {
            switch (values[at])
            {
                case null:
                    await copy.WriteNullAsync(ct);
                    break;
                case string text:
                    await copy.WriteAsync(text, NpgsqlDbType.Text, ct);
                    break;
                case string[] list:
                    await copy.WriteAsync(list, NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
                    break;
                case DateOnly date:
                    await copy.WriteAsync(date, NpgsqlDbType.Date, ct);
                    break;
                case bool flag:
                    await copy.WriteAsync(flag, NpgsqlDbType.Boolean, ct);
                    break;
                case var other:
                    throw new InvalidOperationException($"A register holds no {other.GetType()}.");
            }
        }
    }

    private static string List(IEnumerable<string> fields, string alias) => string.Join(", ", fields.Select(f => $"{alias}.{f}"));
}
