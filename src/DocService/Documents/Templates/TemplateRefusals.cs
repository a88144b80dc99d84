using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>Refusals several acts on templates share.</summary>
internal static class TemplateRefusals
{
    public static Refusal NoSuchVersion(DocumentKind kind, int version) => Refusal.NotFound("templates.no-such-version",
        $"“{kind.Name}”没有第 {version} 版模板。0 表示系统自带的模板。请刷新模板列表后重试。", $"There is no version {version} of the template '{kind.Id}'; 0 is the built-in one.");

    public static Refusal Unreadable(SpotCheck.TemplateEngine.Packaging.DocumentProblem problem) => new(problem.Code, problem.Message, $"The file cannot be a template: {problem.Code}.");

    public static readonly Refusal TooSlow = new("templates.too-slow",
        $"模板在 {TemplateCheck.TimeLimit.TotalSeconds:0} 秒内没有填完，可能有过大的循环。请检查 for 语句后重新上传。", "The template did not finish within its time.");

    public static Refusal Faulty(DocumentKind kind, int version, int faults) => Refusal.WrongState("templates.faulty",
        $"“{kind.Name}”第 {version} 版模板有 {faults} 处错误，不能启用。请下载带检查结果的副本，照着改好后重新上传。", $"Version {version} has {faults} faults and cannot be used.");

    public static Refusal AlreadyInUse(DocumentKind kind, int version) => Refusal.WrongState("templates.already-in-use",
        $"“{kind.Name}”现在用的就是{(version == 0 ? "系统自带的模板" : $"第 {version} 版模板")}。", $"Version {version} is in use already.");

    public static readonly Refusal NoComments = Refusal.NotFound("templates.no-comments", "这个文件里加不进批注或者检查表。请按检查结果中的位置修改。", "The file takes no remarks; use the places in the list of findings.");
}
