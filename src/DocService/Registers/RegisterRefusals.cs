using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Registers;

internal static class RegisterRefusals
{
    public static readonly Refusal NoSuchRegister = Refusal.NotFound("register.unknown",
        "没有这种名录库。检查对象名录库的地址用 targets，执法检查人员名录库用 inspectors。",
        "There is no such register; use targets or inspectors.");

    public static readonly Refusal NoSuchVersion = Refusal.NotFound("register.no-such-version",
        "本单位的名录库没有这个版本。请从版本列表中选择。",
        "This bureau's register has no such version; choose one from the list.");

    public static readonly Refusal NoSuchImport = Refusal.NotFound("import.unknown",
        "没有这次导入，或它属于别的单位。请重新上传文件。",
        "There is no such import in this bureau; upload the file again.");

    public static readonly Refusal NoFile = new("import.no-file",
        "请求里没有文件。请用 multipart/form-data 上传一个 .xlsx 或 .csv 文件，字段名 file。",
        "There is no file in the request; send one .xlsx or .csv as multipart/form-data, field 'file'.", StatusCodes.Status400BadRequest);

    public static readonly Refusal AnotherFile = Refusal.WrongState("import.other-file",
        "确认的不是预览过的那个文件（文件指纹不一致），没有写入。请重新打开预览，核对后再确认。",
        "The hash is not the previewed file's; nothing was written. Open the preview again.");

    public static readonly Refusal RegisterChanged = Refusal.WrongState("import.register-changed",
        "预览之后名录库又有改动，差异已经不准，没有写入。请重新上传文件预览。",
        "The register has changed since the preview; nothing was written. Upload the file again.");

    public static Refusal TooLarge(long limit) => new("import.too-large",
        $"文件超过上限 {limit >> 20} MB，没有接收。请拆分成几个文件，或删去与名录库无关的工作表和图片。",
        $"The file is larger than {limit >> 20} MB and was not received. Split it.", StatusCodes.Status413PayloadTooLarge);

    public static Refusal HasErrors(int errors) => Refusal.WrongState("import.has-errors",
        $"文件里还有 {errors} 处错误，导入要么全部写入要么一行也不写，所以没有写入。请下载错误报告，改好后重新上传。",
        $"The file has {errors} errors; an import is applied wholly or not at all. Download the report, mend the file, upload it again.");

    public static Refusal WrongImportState(string state) => Refusal.WrongState("import.wrong-state",
        $"这次导入的状态是“{state}”，不能这样操作。只有“待确认”的导入可以确认或取消。",
        $"The import is {state}; only a previewed one can be confirmed or cancelled.");

    public static Refusal Recusal(string what) => new("recusal.incomplete",
        $"回避登记不完整：{what}。请填写检查对象，以及检查人员工号或整个单位之一，并写明理由（最多 200 字）。",
        "A recusal needs a target, either an inspector or a unit, and a ground of at most 200 characters.");

    public static readonly Refusal RecusalKnown = Refusal.WrongState("recusal.known",
        "这条回避已经登记过。", "This recusal has been declared already.");

    public static readonly Refusal NoSuchRecusal = Refusal.NotFound("recusal.unknown",
        "没有这条回避，或已撤销。请刷新列表。", "There is no such recusal, or it was withdrawn.");
}
