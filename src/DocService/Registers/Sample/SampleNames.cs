namespace SpotCheck.DocService.Registers.Sample;

/// <summary>Made-up names of people and shops, plausible for the county.</summary>
internal sealed class SampleNames(SampleDice dice)
{
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    private const string Given = "建国志强秀英桂兰玉梅海燕晓东春梅文斌丽华俊杰永红雪峰美玲振华小军爱民金凤立新国庆玉成秋生安平福来瑞芳景云守义明亮兴旺德胜庆丰长青";
    private const string Lucky = "祥瑞丰裕恒泰隆盛昌荣福源顺兴达通宏远金鑫盈华康宁和美嘉诚信德广惠民益晟旭辉腾龙凤凰天润泽雨禾稼穑麦谷田园乡情缘";

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public string Person() => $"{dice.One(Surnames.ToCharArray())}{Pair(Given)}";

    /// <summary>A name nobody else has yet.</summary>
    public string Unique(Func<SampleNames, string> make)
    {
        while (true)
        {
            var name = make(this);
            if (used.Add(name))
                return name;
        }
    }

    public string Brand() => dice.Number(3) == 0 ? $"{dice.One(Surnames.ToCharArray())}记{dice.One(Lucky.ToCharArray())}{dice.One(Lucky.ToCharArray())}" : $"{dice.One(Lucky.ToCharArray())}{dice.One(Lucky.ToCharArray())}";

    private string Pair(string from)
    {
        var at = dice.Number(from.Length / 2) * 2;
        return dice.Number(3) == 0 ? from[at..(at + 1)] : from[at..(at + 2)];
    }
}
