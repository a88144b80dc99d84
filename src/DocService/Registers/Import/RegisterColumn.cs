namespace SpotCheck.DocService.Registers.Import;

/// <summary>How the text of a column is read.</summary>
internal enum ColumnContent
{
    TargetId,
    InspectorId,
    Text,

    /// <summary>A name that enters a draw: no <c>|</c> or <c>,</c>, at most 64 characters (draw-protocol §1).</summary>
    DrawName,

    /// <summary>Several such names.</summary>
    DrawNames,
    Risk,
    Date,
    Certificate,
    Phone,
    Active,
}

/// <summary>A column of a register: what it is called in the database, on paper, and by those who send files.</summary>
/// <param name="Field">Column of the table.</param>
/// <param name="Title">Header in our own workbooks.</param>
/// <param name="Content">How it is read.</param>
/// <param name="Required">A row without it is refused.</param>
/// <param name="MaxCharacters">Longest accepted text.</param>
/// <param name="Aliases">Other headers seen in real files (docs/registers.md).</param>
internal sealed record RegisterColumn(
    string Field, string Title, ColumnContent Content, bool Required, int MaxCharacters, double Width, params string[] Aliases)
{
    public bool IsList => Content == ColumnContent.DrawNames;

    public bool IsDate => Content == ColumnContent.Date;

    public bool IsFlag => Content == ColumnContent.Active;
}

/// <summary>The columns of both registers; the first is the id.</summary>
internal static class RegisterColumns
{
    public static IReadOnlyList<RegisterColumn> Of(RegisterKind kind) => kind == RegisterKind.Targets ? Targets : Inspectors;

    public static IReadOnlyList<RegisterColumn> Targets { get; } =
    [
        new("id", "统一社会信用代码", ColumnContent.TargetId, true, 60, 22, "统一社会信用代码/注册号", "注册号/统一社会信用代码", "统一信用代码/注册号", "统一信用代码", "社会信用代码", "信用代码", "统一代码", "注册号", "工商注册号", "营业执照注册号", "统一社会信用代码或注册号"),
        new("name", "企业名称", ColumnContent.Text, true, 200, 36, "市场主体名称", "名称", "单位名称", "检查对象名称", "检查对象", "抽查对象名称", "主体名称", "经营者名称", "商户名称", "字号名称", "企业(机构)名称", "经营主体名称", "被检查单位"),
        new("entity_type", "主体类型", ColumnContent.Text, false, 60, 14, "市场主体类型", "经营主体类型", "企业类型", "类型"),
        new("industry", "行业", ColumnContent.Text, false, 100, 16, "所属行业", "行业门类", "行业类别", "行业名称", "行业代码"),
        new("tags", "监管标签", ColumnContent.DrawNames, false, 600, 24, "标签", "专项库", "专项库名称", "监管类别", "监管类型", "监管事项"),
        new("risk_class", "信用风险等级", ColumnContent.Risk, false, 20, 14, "信用风险分类", "风险等级", "信用等级", "风险分类", "信用/风险等级", "信用风险分类等级", "企业信用风险分类", "信用风险类别"),
        new("area", "管辖单位", ColumnContent.DrawName, false, 64, 14, "管辖单位(所)", "监管所", "管辖所", "属地监管所", "所属监管所", "管辖机构", "监管单位", "日常监管机构", "管辖部门"),
        new("region", "所属区域", ColumnContent.Text, false, 60, 14, "行政区划", "区域", "乡镇", "所属乡镇", "所在乡镇", "所在区域", "地区"),
        new("address", "住所", ColumnContent.Text, false, 300, 36, "住所(经营场所)", "经营场所", "地址", "经营地址", "注册地址", "企业地址", "生产经营地址"),
        new("registered_on", "成立日期", ColumnContent.Date, false, 40, 12, "登记日期", "注册日期", "设立日期", "核准日期", "备案日期", "发照日期"),
        new("authority", "登记机关", ColumnContent.Text, false, 100, 24, "发照机关", "注册机关"),
        new("status", "登记状态", ColumnContent.Text, false, 40, 12, "经营状态", "企业状态", "主体状态"),
        new("representative", "法定代表人", ColumnContent.Text, false, 60, 12, "法定代表人(负责人)", "负责人", "经营者", "法人", "法人代表", "法定代表人/负责人"),
        new("phone", "联系电话", ColumnContent.Phone, false, 40, 16, "电话", "手机", "手机号", "手机号码", "联系方式", "法定代表人电话", "联络员电话", "法人电话", "负责人电话"),
    ];

    public static IReadOnlyList<RegisterColumn> Inspectors { get; } =
    [
        new("id", "工号", ColumnContent.InspectorId, true, 55, 14, "单位工号", "人员编号", "编号", "人员工号", "职工编号"),
        new("name", "姓名", ColumnContent.Text, true, 60, 12, "检查人员姓名", "检查人员", "执法人员", "人员姓名", "执法人员姓名"),
        new("unit", "工作单位", ColumnContent.DrawName, true, 64, 18, "所在单位", "所属单位", "单位", "部门", "所在部门", "业务部门", "业务部门(机构)", "机构", "科室", "股室", "所属部门", "所属科室"),
        new("position", "职务", ColumnContent.Text, false, 60, 12, "职务名称", "岗位"),
        new("certificate_number", "执法证号", ColumnContent.Certificate, false, 40, 16, "部门执法证编号", "执法证编号", "行政执法证号", "行政执法证件号", "执法证件号", "执法证件编号", "省政府执法证编号", "证件编号"),
        new("certificate_until", "执法证有效期至", ColumnContent.Date, false, 40, 16, "执法证有效期", "有效期至", "有效期", "证件有效期", "部门执法证有效期", "部门执法证有效期至", "省政府执法证有效期"),
        new("qualifications", "岗位资格资质", ColumnContent.DrawNames, false, 600, 24, "岗位资格", "资格资质", "资质", "资格", "专业资格", "岗位大类", "执法资格", "专业类别"),
        new("region", "管辖片区", ColumnContent.Text, false, 60, 14, "岗位管辖片区", "片区", "地区"),
        new("phone", "手机", ColumnContent.Phone, false, 40, 16, "手机号", "手机号码", "联系电话", "电话", "联系方式"),
        new("active", "状态", ColumnContent.Active, false, 20, 10, "是否有效", "人员状态", "是否参与抽取", "在岗状态"),
    ];

    /// <summary>Headers that are personal data a draw never needs; they are named as left out, and never stored.</summary>
    public static IReadOnlyList<string> NeverImported { get; } = ["身份证号", "身份证号码", "身份证件号码", "公民身份号码"];
}
