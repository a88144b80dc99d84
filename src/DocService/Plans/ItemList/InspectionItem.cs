using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.ItemList;

internal enum ItemWeight
{
    /// <summary>一般检查事项: the ratio has an upper limit (国市监信〔2019〕38号).</summary>
    General,

    /// <summary>重点检查事项: no upper limit.</summary>
    Key,
}

/// <summary>One row of the 抽查事项清单.</summary>
internal sealed class InspectionItem
{
    public required string BureauId { get; init; }

    /// <summary>编号, unique in the bureau.</summary>
    public required string Number { get; init; }

    public ItemContent Content
    {
        get => new(Field, Name, Weight, Objects, Basis, Method, Section, RatioLimit, TimesLimit, Active, Remark);
        set => (Field, Name, Weight, Objects, Basis, Method, Section, RatioLimit, TimesLimit, Active, Remark) =
            (value.Field, value.Name, value.Weight, value.Objects, value.Basis, value.Method, value.Section, value.RatioLimit, value.TimesLimit, value.Active, value.Remark);
    }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; set; } = 1;

    public string Field { get; private set; } = "";

    public string Name { get; private set; } = "";

    public ItemWeight Weight { get; private set; }

    public string Objects { get; private set; } = "";

    public string Basis { get; private set; } = "";

    public string Method { get; private set; } = "";

    public string Section { get; private set; } = "";

    public string? RatioLimit { get; private set; }

    public int? TimesLimit { get; private set; }

    public bool Active { get; private set; } = true;

    public string Remark { get; private set; } = "";
}

/// <summary>What a row of the list says.</summary>
/// <param name="Field">抽查类别, 抽查领域.</param>
/// <param name="Name">抽查事项.</param>
/// <param name="Objects">抽查对象.</param>
/// <param name="Basis">抽查依据.</param>
/// <param name="Method">检查方式.</param>
/// <param name="Section">责任股室.</param>
/// <param name="RatioLimit">抽查比例上限 such as 5%; none where there is no limit.</param>
/// <param name="TimesLimit">每年抽查次数上限.</param>
/// <param name="Active">有效; an inactive row stays on record.</param>
internal sealed record ItemContent(
    string Field, string Name, ItemWeight Weight, string Objects, string Basis, string Method = "", string Section = "", string? RatioLimit = null, int? TimesLimit = null, bool Active = true, string Remark = "")
{
    /// <summary>The limit as a fraction; null where there is none.</summary>
    public SamplingRatio? Limit => RatioLimit is null ? null : SampleSizeGrammar.Read(RatioLimit).Value?.Default.Ratio;

    /// <summary>The first thing wrong with a row, or null.</summary>
    public Refusal? Judge(string number)
    {
        (string Code, string Chinese)? wrong =
            number.Trim().Length is 0 or > 40 ? ("item.number", "编号应为 1 至 40 个字")
            : Name.Trim().Length is 0 or > 200 ? ("item.name", "抽查事项应为 1 至 200 个字")
            : Basis.Trim().Length is 0 or > 2000 ? ("item.basis", "抽查依据不能为空，最多 2000 个字；没有依据的事项不能列入清单")
            : Objects.Length > 200 || Field.Length > 100 || Method.Length > 100 || Section.Length > 100 || Remark.Length > 500 ? ("item.too-long", "类别、检查方式、责任股室最多 100 个字，抽查对象最多 200 个字，备注最多 500 个字")
            : !Enum.IsDefined(Weight) ? ("item.weight", "事项类别应是“重点检查事项”或“一般检查事项”")
            : RatioLimit is not null && Limit is null ? ("item.ratio-limit", "抽查比例上限应是百分比，例如 5%")
            : TimesLimit is < 1 or > 366 ? ("item.times-limit", "每年抽查次数上限应是 1 至 366 的整数")
            : null;
        return wrong is { } found ? new(found.Code, $"编号“{number}”的事项：{found.Chinese}。请改正后重试。", $"Item '{number}': {found.Code}.") : null;
    }
}

internal sealed class InspectionItemConfiguration : IEntityTypeConfiguration<InspectionItem>
{
    public void Configure(EntityTypeBuilder<InspectionItem> builder)
    {
        builder.HasKey(item => new { item.BureauId, item.Number });
        builder.Property(item => item.Weight).HasConversion<string>();
        builder.Property(item => item.Revision).IsConcurrencyToken();
        builder.Ignore(item => item.Content);
    }
}
