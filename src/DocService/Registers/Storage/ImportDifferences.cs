using Npgsql;
using SpotCheck.DocService.Registers.Import;

namespace SpotCheck.DocService.Registers.Storage;

/// <summary>One difference between a file and the register.</summary>
/// <param name="Row">Row in the file; <c>null</c> for a missing one.</param>
/// <param name="Fields">What is or becomes different; for an added row all its values.</param>
internal sealed record ImportDifference(string Id, string Name, int? Row, IReadOnlyList<FieldDifference> Fields);

/// <summary>A value in the register and in the file.</summary>
/// <param name="Column">Title of the column.</param>
internal sealed record FieldDifference(string Column, string? Before, string? After);

/// <summary>Reads the differences of a preview page by page, from the staged rows and the register as it is now.</summary>
internal sealed class ImportDifferences(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<ImportDifference>> ListAsync(RegisterImport import, string change, string after, int count, CancellationToken ct)
    {
        var table = new RegisterTable(import.Kind);
        var present = table.Columns.Skip(1).Where(c => change == "missing" || import.Columns.Contains(c.Field, StringComparer.Ordinal)).ToList();
        await using var command = source.CreateCommand(change == "missing" ? table.ListMissing : table.ListStaged(change, import.Columns));
        command.CommandTimeout = 120;
        foreach (var value in (object[])[import.Id, import.BureauId, after, count])
            command.Parameters.Add(new() { Value = value });

        var list = new List<ImportDifference>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var fields = new List<FieldDifference>();
            foreach (var column in present)
            {
                var before = change == "added" ? null : Text(reader, "t_" + column.Field);
                var now = change == "missing" ? null : Text(reader, "s_" + column.Field);
                if (before != now)
                    fields.Add(new(column.Title, before, now));
            }
            list.Add(new(reader.GetString(0), Text(reader, change == "missing" ? "t_name" : "s_name") ?? "", reader.IsDBNull(1) ? null : reader.GetInt32(1), fields));
        }
        return list;
    }

    private static string? Text(NpgsqlDataReader reader, string column) => reader[column] switch
    {
        DBNull => null,
        string[] list => string.Join('、', list),
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "有效" : "失效",
        var other => other.ToString(),
    };
}
