using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.LanguageTests;

public sealed class FieldsTests
{
    [Theory]
    [InlineData("{{ 甲 }}", "甲 Scalar")]
    [InlineData("{{ 甲.乙.丙 }}", "甲 Object; 甲.乙 Object; 甲.乙.丙 Scalar")]
    [InlineData("{{ for x in 名单 }}{{ x.名称 }}{{ end }}", "名单 List; 名单[].名称 Scalar")]
    [InlineData("{{ for x in 名单 }}{{ x }}{{ end }}", "名单 List; 名单[] Scalar")]
    [InlineData("{{ for x in 甲.乙; for y in x.丙; y.丁; end; end }}", "甲 Object; 甲.乙 List; 甲.乙[].丙 List; 甲.乙[].丙[].丁 Scalar")]
    [InlineData("{{ 名单 | array.sort \"序号\" | array.map \"名称\" }}", "名单 List; 名单[].名称 Scalar; 名单[].序号 Scalar")]
    [InlineData("{{ (名单 | array.first).名称 }}", "名单 List; 名单[].名称 Scalar")]
    [InlineData("{{ 名单[0].名称 }}{{ 名单.size }}", "名单 List; 名单[].名称 Scalar")]
    [InlineData("{{ 日期 | date.to_string '%Y' }}{{ 数 | 公文.户 }}{{ 比 * 2 }}", "数 Number; 日期 Date; 比 Number")]
    [InlineData("{{ if 甲 }}{{ 甲 }}{{ end }}", "甲 Scalar, Condition ?")]
    [InlineData("{{ if !甲 && 乙.丙 }}是{{ end }}", "乙 Object ?; 乙.丙 Condition ?; 甲 Condition ?")]
    [InlineData("{{ 甲 ?? '无' }}{{ 乙?.丙 }}{{ 丁 | object.default 1 }}", "丁 Scalar ?; 乙 Object ?; 乙.丙 Scalar ?; 甲 Scalar ?")]
    [InlineData("{{ x = 甲.乙; x.丙 }}{{ y = 1; y }}", "甲 Object; 甲.乙 Object; 甲.乙.丙 Scalar")]
    [InlineData("{{ with 甲 }}{{ 乙 }}{{ end }}", "甲 Object; 甲.乙 Scalar")]
    [InlineData("{{ func f(a); ret a + 甲; end; f 乙 }}", "乙 None; 甲 Scalar")]
    [InlineData("{{ this.甲 }}{{ 乙['丙'] }}{{ $\"{丁}\" }}", "丁 Scalar; 乙 Object; 乙.丙 Scalar; 甲 Scalar")]
    [InlineData("{{ date.now.year }}{{ for.index }}{{ string.upcase 甲 }}", "甲 Scalar")]
    [InlineData("{{ 名单 | 公文.连接 字段: '名称' }}", "名单 List; 名单[].名称 Scalar")]
    [InlineData("{{ case 甲; when 1; 乙; end; capture 丙; end; 丙 }}", "乙 Scalar; 甲 Scalar")]
    public void Fields_are_found_with_their_use(string template, string expected)
    {
        var fields = TemplateFields.Of([Template.ParseText(template)]).All;

        Assert.Equal(expected, string.Join("; ", fields.Select(f => $"{f.Path} {f.Use & ~(f.Use.HasFlag(FieldUse.List) ? FieldUse.Object | FieldUse.Scalar : FieldUse.None)}{(f.IsOptional ? " ?" : "")}")));
    }

    [Fact]
    public void Included_templates_count()
    {
        var template = Template.ParseText("{{ include '落款' }}{{ include '落款' }}");

        var fields = TemplateFields.Of([template], new OneTemplate("{{ 单位.名称 }}{{ include '落款' }}")).All;

        Assert.Equal(["单位", "单位.名称"], fields.Select(f => f.Path));
    }

    [Fact]
    public void Unknown_fields_are_reported_at_every_place_with_the_nearest_name()
    {
        var problems = Check("{{ 计划.年 }}\n{{ 计划.年 }}", """{"计划": {"年度": 2026}}""");

        Assert.Equal(
            [
                "f:1:7: template.unknown-field: “计划”里没有“年”。是不是想写“年度”？",
                "f:2:7: template.unknown-field: “计划”里没有“年”。是不是想写“年度”？",
            ],
            problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Unknown_functions_are_reported_where_no_rendering_would_come()
    {
        var problem = Assert.Single(Check("{{ if false }}{{ 1 | math.rund }}{{ end }}{{ date.年 }}", """{"date": {"年": 1}}"""));

        Assert.Equal("f:1:27: template.unknown-function: “math”里没有函数“rund”。是不是想写“round”？", problem.ToString());
    }

    [Fact]
    public void A_field_some_items_lack_is_known()
    {
        Assert.Empty(Check("{{ for x in 名单; x.电话; end }}", """{"名单": [{"名称": "甲"}, {"电话": "1"}]}"""));
    }

    [Fact]
    public void A_field_asked_for_by_a_condition_may_be_missing()
    {
        Assert.Empty(Check("{{ if 备注 }}{{ 备注 }}{{ end }}", """{"名称": 1}"""));
    }

    [Fact]
    public void An_optional_field_with_a_similar_name_in_the_data_is_only_noticed()
    {
        var problem = Assert.Single(Check("{{ if 附件名单 }}有{{ end }}", """{"附件清单": 1}"""));

        Assert.True(problem.IsNotice);
        Assert.Equal("附件清单", problem.Suggestion);
    }

    [Fact]
    public void Wrong_kinds_are_reported()
    {
        var problems = Check("{{ for x in 数; end }}{{ 名.称 }}", """{"数": 5, "名": "甲"}""");

        Assert.Equal(
            [
                "f:1:13: template.wrong-type: 模板把“数”当作列表，样本数据里它是数字。",
                "f:1:25: template.wrong-type: 模板把“名”当作对象，样本数据里它是文字。",
            ],
            problems.Select(p => p.ToString()));
    }

    [Fact]
    public void The_schema_names_what_is_required()
    {
        var schema = TemplateFields.Of([Template.ParseText("{{ for x in 名单 }}{{ x.户数 | 公文.户 }}{{ end }}{{ if 备注 }}有{{ end }}")]).ToJsonSchema();

        Assert.Equal(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "名单": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "户数": {
                        "type": [
                          "number",
                          "string"
                        ]
                      }
                    },
                    "required": [
                      "户数"
                    ]
                  }
                },
                "备注": {
                  "type": [
                    "boolean",
                    "string",
                    "number",
                    "array",
                    "object",
                    "null"
                  ]
                }
              },
              "required": [
                "名单"
              ]
            }

            """,
            schema);
    }

    private static IReadOnlyList<TemplateProblem> Check(string template, string sample) =>
        TemplateFields.Of([Template.ParseText(template, "f")]).Check(JsonValues.ReadObject(Encoding.UTF8.GetBytes(sample)));

    private sealed class OneTemplate(string text) : ITemplateLoader
    {
        public Template? Load(string name) => Template.ParseText(text, name);
    }
}
