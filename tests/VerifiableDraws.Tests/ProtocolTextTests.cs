using System.Text;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class ProtocolTextTests
{
    [Theory]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("[1,]")]
    [InlineData("01")]
    [InlineData("-0")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("NaN")]
    [InlineData("tru")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("\"e\u0301\"")]
    [InlineData("\"\t\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("1 2")]
    [InlineData("\ufeff1")]
    [InlineData("// c\n1")]
    [InlineData("")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void A_json_file_outside_the_restricted_kind_is_refused_with_its_place(string text)
    {
        Assert.False(Jcs.TryParse(Encoding.UTF8.GetBytes(text), out _, out var violation));
        Assert.StartsWith("line ", violation.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" {\"b\" : [ 1 , -9007199254740991 , true , null ] , \"a\" : \"\\u00e9\\n\\/\\u0001\\ud83c\\udfb2\" }\r\n", "{\"a\":\"é\\n/\\u0001🎲\",\"b\":[1,-9007199254740991,true,null]}")]
    [InlineData("{\"\\ue000\":1,\"\\ud83d\\ude00\":2}", "{\"😀\":2,\"\ue000\":1}")]
    public void The_canonical_form_is_that_of_RFC_8785(string text, string canonical)
    {
        Assert.True(Jcs.TryParse(Encoding.UTF8.GetBytes(text), out var json, out _));
        Assert.Equal(canonical, Encoding.UTF8.GetString(Jcs.Serialize(json)));
    }

    [Theory]
    [InlineData("2024-02-29T00:00:00Z", true)]
    [InlineData("2023-02-29T00:00:00Z", false)]
    [InlineData("2024-03-01T24:00:00Z", false)]
    [InlineData("2024-03-01T23:59:60Z", false)]
    [InlineData("2024-03-01T09:00:00+23:59", true)]
    [InlineData("2024-03-01T09:00:00+24:00", false)]
    [InlineData("2024-03-01T09:00:00", false)]
    [InlineData("2024-03-01 09:00:00Z", false)]
    [InlineData("2024-03-01T09:00:00z", false)]
    [InlineData("２024-03-01T09:00:00Z", false)]
    public void Instants_are_real(string text, bool valid) => Assert.Equal(valid, TextRules.IsInstant(text));

    [Fact]
    public void Names_and_ids_keep_their_limits()
    {
        Assert.True(TextRules.IsName(string.Concat(Enumerable.Repeat("𠀀", 64))));
        Assert.False(TextRules.IsName(new string('x', 65)));
        Assert.False(TextRules.IsName("a|b"));
        Assert.False(TextRules.IsName("a,b"));
        Assert.False(TextRules.IsName("a\u0085b"));
        Assert.False(TextRules.IsName("\ud800"));
        Assert.True(TextRules.IsName("a b"));
        Assert.False(TextRules.IsWitnessName("a\u3000b"));
        Assert.False(TextRules.IsWitnessName("a+b"));
        Assert.True(TextRules.IsId(new string('Z', 55)));
        Assert.False(TextRules.IsId(new string('Z', 56)));
        Assert.False(TextRules.IsId("a"));
        Assert.False(TextRules.IsId("-A"));
        Assert.True(TextRules.IsFreeText(new string('字', 1000)));
        Assert.False(TextRules.IsFreeText(new string('字', 1001)));
        Assert.False(TextRules.IsFreeText("a\u2029b"));
    }

    [Fact]
    public void Utf8_order_puts_the_astral_planes_behind_the_private_use_area()
    {
        string[] texts = ["\ue000", "𠀀", "z", "", "字", "\uffee"];

        Assert.Equal(texts.OrderBy(Convert), texts.Order(Utf8Order.Comparer));

        static string Convert(string text) => System.Convert.ToHexString(Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData(17, new long[] { 4, 0, 13, 0 })]
    [InlineData(1000, new long[] { 4, 0, 30, 0 })]
    [InlineData(0, new long[] { 0, 0, 0, 0 })]
    public void Seats_beyond_the_rows_of_a_stratum_go_to_the_others(long total, long[] expected)
    {
        Stratum[] strata = [new("A", 4, 1, 1), new("B", 0, 1, 1), new("C", 30, 1, 10), new("D", 50, 0, 1)];

        Assert.Equal(expected, Quotas.Of(strata, total));
    }

    [Fact]
    public void Ratios_are_exact_where_products_exceed_64_bits()
    {
        Assert.Equal([Protocol.MaxInteger - 1], Quotas.Of([new Stratum("A", Protocol.MaxInteger, Protocol.MaxInteger - 1, Protocol.MaxInteger)], null));
        Assert.Equal([2L], Quotas.Of([new Stratum("A", 6, 1, 5)], null));
    }
}
