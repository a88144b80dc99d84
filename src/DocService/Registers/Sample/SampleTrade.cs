namespace SpotCheck.DocService.Registers.Sample;

/// <summary>A kind of business in the sample, how many there are, and which scopes of the plans it falls under.</summary>
/// <param name="Endings">What its names end in.</param>
internal sealed record SampleTrade(int Count, string EntityType, string Industry, string[] Tags, params string[] Endings)
{
    public const string Company = "企业";
    public const string Household = "个体工商户";
    public const string Cooperative = "农民专业合作社";
    public const string PublicInstitution = "事业单位";

    /// <summary>3,000 in all; the tags cover the fifteen scopes of the 泽州 plan of 2023.</summary>
    public static IReadOnlyList<SampleTrade> Zezhou { get; } =
    [
        new(60, Company, "广告业", ["广告经营者"], "广告有限公司", "文化传媒有限公司", "广告装饰有限公司"),
        new(180, Household, "农副食品加工业", ["小作坊"], "豆腐坊", "粉条加工坊", "馒头坊", "香油坊", "糕点坊", "醋坊"),
        new(14, Household, "眼镜零售", ["眼镜配制单位", "计量器具使用单位"], "眼镜店", "眼镜行"),
        new(8, Company, "眼镜零售", ["眼镜配制单位", "计量器具使用单位"], "眼镜有限公司", "视光科技有限公司"),
        new(2, PublicInstitution, "质检技术服务", ["法定计量检定机构"], "计量检定测试所", "计量检定站"),
        new(3, Company, "质检技术服务", ["法定计量检定机构"], "计量检定服务有限公司"),
        new(58, Company, "机动车燃料零售", ["加油站", "计量器具使用单位"], "加油站", "加油站有限公司", "加油加气站有限公司"),
        new(24, Company, "质检技术服务", ["检验检测机构"], "检测有限公司", "机动车检测有限公司", "检验技术有限公司", "环境检测有限公司"),
        new(40, Company, "药品零售", ["药店"], "大药房有限公司", "医药连锁有限公司"),
        new(80, Household, "药品零售", ["药店"], "大药房", "药店", "中西药店"),
        new(10, Company, "游览景区管理", ["景区"], "旅游开发有限公司", "景区管理有限公司", "生态旅游有限公司"),
        new(36, Company, "物业管理", ["转供电经营者"], "物业管理有限公司", "商业管理有限公司", "产业园运营有限公司"),
        new(4, Company, "文物经营", ["文物经营单位"], "文物商店有限公司", "古玩城有限公司"),
        new(150, Company, "食品零售", ["食品销售者", "计量器具使用单位"], "超市有限公司", "商贸有限公司", "生鲜配送有限公司"),
        new(670, Household, "食品零售", ["食品销售者"], "超市", "便利店", "副食店", "粮油店", "水果店", "干果店"),
        new(70, Company, "煤炭及制品批发", ["计量器具使用单位"], "煤业有限公司", "铸造有限公司", "建材有限公司"),
        new(671, Company, "其他", [], "农业开发有限公司", "运输有限公司", "机械制造有限公司", "建筑工程有限公司", "科技有限公司", "服饰有限公司", "信息咨询有限公司"),
        new(700, Household, "其他", [], "饭店", "理发店", "服装店", "五金店", "汽修部", "家电维修部", "建材门市部", "早餐店"),
        new(220, Cooperative, "农业", [], "种植农民专业合作社", "养殖农民专业合作社", "农机服务农民专业合作社", "果蔬农民专业合作社"),
    ];

    /// <summary>366 in all, for the three tasks of the 邯郸市商务局 plan of 2023.</summary>
    public static IReadOnlyList<SampleTrade> Handan { get; } =
    [
        new(240, Company, "机动车燃料零售", ["成品油销售企业"], "加油站", "石油销售有限公司", "能源有限公司"),
        new(36, Company, "拍卖业", ["拍卖企业"], "拍卖有限公司", "拍卖行有限公司"),
        new(90, Company, "二手车零售", ["二手车销售企业"], "二手车交易有限公司", "旧机动车经纪有限公司", "汽车销售有限公司"),
    ];
}
