namespace SpotCheck.DocService.Identity;

/// <summary>What a person does in a bureau. The service's own table says who has which; a token never does.</summary>
internal enum Role
{
    /// <summary>经办人</summary>
    Clerk,

    /// <summary>股室负责人</summary>
    SectionHead,

    /// <summary>见证人（纪检）</summary>
    Witness,

    /// <summary>联合部门联系人</summary>
    Partner,

    /// <summary>审计人员</summary>
    Auditor,

    /// <summary>系统管理员</summary>
    Administrator,
}
