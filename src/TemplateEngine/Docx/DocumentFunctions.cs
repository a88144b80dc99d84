using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>The object <c>文档</c> (in English <c>doc</c>) of Word templates: what text alone cannot say.</summary>
internal static class DocumentFunctions
{
    private static readonly ScriptObject Members = new ScriptObject
    {
        ["分页"] = new BreakValue("page"),
        ["分栏"] = new BreakValue("column"),
        ["富文本"] = new BuiltinFunction("文档.富文本", [new("文字")], (arguments, call) => RichTextValue.Read(call.Text(arguments[0]))),
        ["图片"] = new BuiltinFunction("文档.图片", [new("内容")], Picture),
    }.Freeze();

    private static readonly ScriptObject EnglishMembers = new ScriptObject
    {
        ["page_break"] = Members["分页"],
        ["column_break"] = Members["分栏"],
        ["rich_text"] = Members["富文本"],
        ["picture"] = Members["图片"],
    }.Freeze();

    /// <summary>The language options with this object added.</summary>
    public static TemplateOptions AddTo(TemplateOptions options) => options with
    {
        Extensions = (options.Extensions ?? new ScriptObject()).With("文档", Members).With("doc", EnglishMembers).Freeze(),
    };

    private static Value Picture(ReadOnlySpan<Value> arguments, FunctionCall call)
    {
        if (arguments[0].IsNull || arguments[0].AsCustom is PictureValue)
            return arguments[0];
        return PictureValue.FromText(call.Text(arguments[0]))
            ?? throw call.Fault("docx.not-a-picture", "文档.图片 需要 base64 或 data: 形式的 PNG 或 JPEG 图片。", "文档.图片 takes a PNG or JPEG in base 64.");
    }
}
