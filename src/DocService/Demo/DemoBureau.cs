using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Demo;

/// <summary>A bureau of the demo: whose plan it is, who acts, and which of its tasks are drawn.</summary>
/// <param name="Folder">Where its files go.</param>
/// <param name="Workbook">Name of the sample plan.</param>
/// <param name="NumberPrefix">机关代字.</param>
/// <param name="FirstNumber">The first 发文字号 of the year that this service gives: the plan's own.</param>
/// <param name="DrawnTasks">Labels of the plan's rows that are drawn in one ceremony.</param>
/// <param name="Partner">Who is consulted about a joint task; null where the plan has none.</param>
internal sealed record DemoBureau(
    string Id, string Name, string Folder, string Workbook, string Clerk, string Head, string Witness, string Auditor, string Administrator,
    string NumberPrefix, int FirstNumber, string Addressees, string Contact, string Telephone, IReadOnlyList<string> DrawnTasks, DemoPartner? Partner = null)
{
    public static readonly DemoBureau Zezhou = new(
        SamplePeople.Zezhou, "泽州县市场监督管理局", "zezhou", "泽州县市场监督管理局2023年度双随机抽查工作计划.xlsx",
        SamplePeople.Clerk, SamplePeople.SectionHead, SamplePeople.Witness, SamplePeople.Auditor, SamplePeople.Administrator,
        "泽市监", 10, "各股室、所、队", "信用监管股", "0356-0000000", ["6", "8", "12", "15"]);

    public static readonly DemoBureau Handan = new(
        SamplePeople.Handan, "邯郸市商务局", "handan", "邯郸市商务局2023年度随机抽查工作计划.xlsx",
        SamplePeople.HandanClerk, SamplePeople.HandanSectionHead, SamplePeople.HandanWitness, SamplePeople.HandanAuditor, SamplePeople.HandanAdministrator,
        "邯商务", 2, "局机关相关处室、商务综合执法支队", "市场秩序处", "0310-0000000", ["001号", "002号", "003号"],
        new DemoPartner("003号", "邯郸市市场监督管理局", "scjg@example.cn", "邯商务函"));

    public string Path => $"/api/bureaus/{Id}";
}

/// <summary>The department that joins a task.</summary>
/// <param name="Task">Label of the joint task.</param>
/// <param name="NumberPrefix">机关代字 of the letter.</param>
internal sealed record DemoPartner(string Task, string Name, string Address, string NumberPrefix);
