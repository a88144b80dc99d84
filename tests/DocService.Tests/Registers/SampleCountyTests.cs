using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Registers.Codes;
using SpotCheck.DocService.Registers.Sample;
using SpotCheck.DocService.Tests.Registers.Import;
using SpotCheck.DocService.Tests.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Registers;

public sealed class SampleCountyTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public void It_has_three_thousand_firms_with_sound_codes_and_sixty_inspectors()
    {
        var county = SampleCounty.Zezhou;

        Assert.Equal((3000, 60, 12), (county.Targets.Count, county.Inspectors.Count, county.Inspectors.Select(i => i.Unit).Distinct().Count()));
        Assert.All(county.Targets.Concat(SampleCounty.Handan.Targets), t => Assert.Equal(new CodeReading(t.Id), CreditCode.Read(t.Id)));
        Assert.All(county.Inspectors, i => Assert.Null(EnforcementCertificate.Read(i.CertificateNumber!).Problem));
        Assert.Equal(county.Targets.Count, county.Targets.Select(t => t.Name).Distinct().Count());
        Assert.Equal(["A", "B", "C", "D"], county.Targets.Select(t => t.RiskClass).Distinct().Order());
    }

    [Theory]
    [InlineData("广告经营者", 60)]
    [InlineData("小作坊", 180)]
    [InlineData("在用计量器具", 220, "眼镜配制单位", "加油站")]
    [InlineData("眼镜配制单位", 22)]
    [InlineData("法定计量检定机构", 5)]
    [InlineData("加油站", 58)]
    [InlineData("检验检测机构", 24)]
    [InlineData("药店", 120)]
    [InlineData("景区", 10)]
    [InlineData("转供电经营者", 36)]
    [InlineData("文物经营单位", 4)]
    [InlineData("企业", 1134)]
    [InlineData("个体工商户", 1644)]
    [InlineData("农民专业合作社", 220)]
    [InlineData("食品销售者", 820)]
    public async Task Every_scope_of_the_county_plan_finds_its_targets(string objects, int count, params string[] without)
    {
        var found = await service.Db(async db =>
        {
            var reading = new RegisterReading(db, service.Clock);
            var scope = await reading.ScopeAsync(SamplePeople.Zezhou, 1, objects, without, "", default);
            return await reading.TargetsAsync(SamplePeople.Zezhou, 1, scope!, StratifyBy.Risk, default);
        });

        Assert.Equal(count, found.Count);
        Assert.All(found, t => Assert.Contains(t.Stratum, (string[])["低风险", "一般风险", "较高风险", "高风险"]));
    }

    [Theory]
    [InlineData("2023年商务局成品油销售企业内部联合随机抽查", "成品油销售企业")]
    [InlineData("2023年商务局拍卖企业内部联合随机抽查", "拍卖企业")]
    [InlineData("2023年商务局二手车销售企业部门联合随机抽查", "二手车销售企业")]
    public async Task A_scope_that_says_market_entities_is_narrowed_by_the_tasks_title(string title, string tag)
    {
        var cutOff = new DateOnly(2023, 1, 31);
        var found = await service.Db(async db =>
        {
            var reading = new RegisterReading(db, service.Clock);
            var scope = await reading.ScopeAsync(SamplePeople.Handan, 1, "登记备案的市场主体", [], title, default);
            return await reading.TargetsAsync(SamplePeople.Handan, 1, scope! with { RegisteredUpTo = cutOff }, StratifyBy.Nothing, default);
        });

        Assert.Equal(SampleCounty.Handan.Targets.Where(t => t.Tags!.Contains(tag) && t.RegisteredOn <= cutOff).Select(t => t.Id), found.Select(t => t.Id));
        Assert.All(found, t => Assert.Equal("全部", t.Stratum));
    }

    [Fact]
    public async Task A_scope_the_register_does_not_know_finds_nothing_instead_of_everything() =>
        Assert.Null(await service.Db(db => new RegisterReading(db, service.Clock).ScopeAsync(SamplePeople.Zezhou, 1, "太空港", [], "", default)));

    [Fact]
    public async Task Inspectors_out_of_service_or_with_an_expired_certificate_are_not_drawn()
    {
        var roster = await service.Db(db => new RegisterReading(db, service.Clock).RosterAsync(SamplePeople.Zezhou, 1, new(2023, 3, 1), default));

        Assert.Equal(57, roster.Count);
        Assert.All(roster, i => Assert.NotEmpty(i.Qualifications));
    }

    [Fact]
    public async Task The_workbooks_in_samples_are_what_the_generator_makes_and_import_without_a_fault()
    {
        foreach (var (name, content) in WriteSamples.Files())
        {
            var kept = await File.ReadAllBytesAsync(Path.Combine(SamplesFolder(), name));
            Assert.Equal(Show(content), Show(kept));
        }
        var clerk = await service.As(SamplePeople.QuyangClerk);
        var sample = WriteSamples.Files().First();
        var import = await RegisterFiles.UploadAsync(clerk, RegisterFiles.Targets, sample.Content, sample.Name);
        Assert.Equal("Previewed +3000 ~0 =0 -0 !0 ?0", RegisterFiles.Counts(import));
    }

    [Fact]
    public async Task It_is_loaded_once()
    {
        await service.RestartAsync();

        Assert.Equal(3000, await service.Db(db => db.Set<Target>().CountAsync(t => t.BureauId == SamplePeople.Zezhou)));
        Assert.Equal(9, await service.Db(db => db.Set<Recusal>().CountAsync(r => r.BureauId == SamplePeople.Zezhou)));
    }

    private static List<string> Show(byte[] workbook) =>
        [.. Sheets.Workbooks.Rows(new MemoryStream(workbook)).Select(r => string.Join('|', r.Cells.Select(c => $"{c.Address} {c.Kind} {c.Text}")))];

    private static string SamplesFolder([System.Runtime.CompilerServices.CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../samples");
}
