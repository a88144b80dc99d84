using System.Text.Json.Nodes;
using SpotCheck.DocService.Documents;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>Little and much to say, made out of a document's sample by the types of its fields, so that no kind is forgotten.</summary>
internal static class DataVariants
{
    private const int ManyRows = 400;

    // Lists a clerk gives that are printed as the rows of an annex.
    private static readonly string[] RowLists = ["任务分工", "检查分工", "移送材料"];
    private const string LongSentence = "全年抽查任务全部按期完成，抽查结果全部公示，发现的问题全部处置到位，对高风险企业提高抽查比例，对守信企业减少打扰。";

    /// <summary>Nothing that may be left out, one line of title, one item in every list.</summary>
    public static JsonObject Short(string document)
    {
        var data = SampleDocument.Data(document);
        foreach (var field in Fields(document).Where(field => !field.Path.Contains("[]", StringComparison.Ordinal)))
        {
            var (owner, name) = Owner(data, field.Path);
            if (field.Type is FieldType.List or FieldType.TextList && name != "附件")
                owner[name] = new JsonArray([.. owner[name]!.AsArray().Take(field.MayBeEmpty ? 0 : 1).Select(item => item!.DeepClone())]);
            else if (name == "附件" && field.MayBeEmpty)
                owner[name] = new JsonArray();
            else if (!field.Required)
                owner[name] = null;
        }
        foreach (var rows in AnnexRows(data))
        {
            while (rows.Count > 1)
                rows.RemoveAt(1);
        }
        if ((string?)data["标题"] is { } title)
            data["标题"] = title.Split('\n')[^1];
        return data;
    }

    /// <summary>Three lines of title, twelve addressees, long lists and texts, a long table in the first annex.</summary>
    public static JsonObject Long(string document)
    {
        var data = SampleDocument.Data(document);
        foreach (var field in Fields(document).Where(field => !field.Path.Contains("[]", StringComparison.Ordinal)))
        {
            var (owner, name) = Owner(data, field.Path);
            if (name == "附件" || name == "联合机关" || name == "签发人" || name == "附件说明")
                continue;
            if (field.Type == FieldType.TextList)
            {
                var isSentence = owner[name]!.AsArray().FirstOrDefault()?.GetValue<string>() is { Length: > 12 };
                owner[name] = SampleDocument.Texts(Enumerable.Range(1, 8).Select(i => isSentence ? $"第{i}项：{LongSentence}" : $"食品生产许可情况检查之{i}"));
            }
            else if (field.Type == FieldType.List && owner[name]!.AsArray() is [JsonNode first, ..] items)
                Fill(items, first, field.MayBeEmpty || name.StartsWith("检查人员", StringComparison.Ordinal) ? 4 : 6);
        }
        Longest(data);
        var rows = RowLists.Select(name => data[name] as JsonArray).OfType<JsonArray>().Concat(AnnexRows(data)).FirstOrDefault();
        if (rows is [JsonNode row, ..])
            Fill(rows, row, ManyRows);
        return data;
    }

    /// <summary>The sample, issued by three agencies together; null for a kind that one agency issues.</summary>
    public static JsonObject? Joint(string document, int agencies = 3)
    {
        string[] names = ["泽州县市场监督管理局", "泽州县教育局", "泽州县住房和城乡建设管理局", "泽州县卫生健康和体育局", "泽州县公安局"];
        var data = SampleDocument.Data(document);
        if (!data.ContainsKey("联合机关"))
            return null;
        data["联合机关"] = SampleDocument.Texts(names[..agencies]);
        // An upward file names the signatory of each.
        if (data.ContainsKey("签发人"))
            data["签发人"] = SampleDocument.Texts(new[] { "李某", "王某某", "张某", "赵某", "孙某某" }[..agencies]);
        return data;
    }

    private static void Longest(JsonObject data)
    {
        void Set(string field, JsonNode value)
        {
            if (data.ContainsKey(field))
                data[field] = value;
        }
        var agency = "国家级经济开发区市场监督管理局";
        if (((string?)data["标题"])?.Split('\n') is { } lines)
            data["标题"] = string.Join('\n', lines.Length >= 3 ? lines : [agency, .. lines.TakeLast(2)]);
        Set("份号", "000012");
        Set("紧急程度", "加急");
        if ((string?)data["发文机关标志"] is { } mark)
            data["发文机关标志"] = agency + (mark.EndsWith("文件", StringComparison.Ordinal) ? "文件" : "");
        Set("主送机关", string.Join('，', Enumerable.Range(1, 12).Select(i => $"第{i}市场监督管理所")));
        Set("署名", "某某省国家级经济开发区市场监督管理局");
        Set("代章", true);
        Set("附注", "此件公开发布");
        Set("抄送", string.Join('，', Enumerable.Range(1, 9).Select(i => $"第{i}县市场监督管理局")));
    }

    private static void Fill(JsonArray items, JsonNode first, int count)
    {
        while (items.Count < count)
            items.Add(first.DeepClone());
    }

    // The first list of objects in each annex.
    private static IEnumerable<JsonArray> AnnexRows(JsonObject data) =>
        (data["附件"] as JsonArray ?? []).Select(annex => annex!.AsObject().Select(member => member.Value).OfType<JsonArray>().FirstOrDefault(list => list.All(item => item is JsonObject))).OfType<JsonArray>().Where(list => list.Count > 0);

    private static (JsonObject Owner, string Name) Owner(JsonObject data, string path)
    {
        var steps = path.Split('.');
        return (steps[..^1].Aggregate(data, (owner, step) => owner[step]!.AsObject()), steps[^1]);
    }

    private static IReadOnlyList<DocumentField> Fields(string document) => FieldSheet.Read(File.ReadAllText(Repository.Template(document, "fields.md")));
}
