using System.Buffers;
using System.Diagnostics;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.Bench;

/// <summary>
/// The text of the benchmark's letter: what the language itself costs, without any package. The limit is writing the
/// same bytes, values converted from UTF-16, with no language at all.
/// </summary>
internal static class Texts
{
    private const int Rows = 20;
    private const int Columns = 8;
    private const int Fields = 12;
    private const int Batch = 2000;

    public static int Run(string[] args)
    {
        var template = Template.ParseText(Letter());
        var models = new ScriptObject[Batch];
        for (var i = 0; i < Batch; i++)
            models[i] = Model(i);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);

        var failed = template.Render(models[0], buffer).Problems;
        if (failed.Count > 0)
        {
            Console.Error.WriteLine(failed[0]);
            return 1;
        }

        var bytes = buffer.WrittenCount;
        var values = Rows * Columns + Fields;
        var rendered = Machine.Median(9, () => Each(models, model =>
        {
            buffer.ResetWrittenCount();
            template.Render(model, buffer);
        }));
        var copied = Machine.Median(9, () => Each(models, model =>
        {
            buffer.ResetWrittenCount();
            Copy(model, buffer);
        }));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Each(models, model =>
        {
            buffer.ResetWrittenCount();
            template.Render(model, buffer);
        });
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Batch;

        Console.WriteLine($"letter text: {bytes} bytes, {values} values, {Rows} x {Columns} cells");
        Console.WriteLine($"rendered     {Batch / rendered,10:F0} letters/s, {rendered / Batch / values * 1e9:F0} ns a value, {allocated} bytes allocated a letter");
        Console.WriteLine($"limit        {Batch / copied,10:F0} letters/s (the same bytes without a language): ratio {rendered / copied:F2}");
        return 0;
    }

    private static void Each(ScriptObject[] models, Action<ScriptObject> run)
    {
        foreach (var model in models)
            run(model);
    }

    private static string Letter()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Fields; i++)
            text.Append("固定的文字在每个字段之前：{{ 字段").Append(i).Append(" }}\n");
        text.Append("{{ if 有附件 }}附件随文发送。{{ else }}没有附件。{{ end }}\n{{ for 行 in 名单 ~}}\n|");
        for (var i = 0; i < Columns; i++)
            text.Append(" {{ 行.列").Append(i).Append(" }} |");
        return text.Append("\n{{ end }}").ToString();
    }

    private static ScriptObject Model(int seed)
    {
        var model = new ScriptObject();
        for (var i = 0; i < Fields; i++)
            model.Set("字段" + i, "内容" + (seed * 31 + i));
        model.Set("有附件", seed % 2 == 0);
        var rows = new ScriptArray(Rows);
        for (var r = 0; r < Rows; r++)
        {
            var row = new ScriptObject();
            for (var c = 0; c < Columns; c++)
                row.Set("列" + c, c == 0 ? Value.From((long)r) : "第" + (seed + r) + "家企业" + c);
            rows.Add(row);
        }

        return model.With("名单", rows);
    }

    private static void Copy(ScriptObject model, ArrayBufferWriter<byte> buffer)
    {
        foreach (var name in model.Names)
        {
            Write("固定的文字在每个字段之前：", buffer);
            if (model[name].AsString is { } text)
                Write(text, buffer);
        }

        var rows = model["名单"].AsArray!;
        for (var r = 0; r < rows.Count; r++)
        {
            var row = rows[r].AsObject!;
            for (var c = 0; c < Columns; c++)
            {
                Write(" | ", buffer);
                Write(row[s_columns[c]].AsString ?? "12", buffer);
            }
        }
    }

    private static readonly string[] s_columns = [.. Enumerable.Range(0, Columns).Select(i => "列" + i)];

    private static void Write(string text, ArrayBufferWriter<byte> buffer) =>
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(text.Length * 3)));
}
