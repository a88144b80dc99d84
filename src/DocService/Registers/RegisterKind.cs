namespace SpotCheck.DocService.Registers;

/// <summary>The two registers (两库) every bureau keeps.</summary>
internal enum RegisterKind
{
    /// <summary>检查对象名录库</summary>
    Targets,

    /// <summary>执法检查人员名录库</summary>
    Inspectors,
}

internal static class RegisterKinds
{
    public static string Chinese(this RegisterKind kind) => kind == RegisterKind.Targets ? "检查对象名录库" : "执法检查人员名录库";

    /// <summary>As in addresses and in the database.</summary>
    public static string Code(this RegisterKind kind) => kind == RegisterKind.Targets ? "targets" : "inspectors";

    public static RegisterKind? Parse(string code) => code switch
    {
        "targets" => RegisterKind.Targets,
        "inspectors" => RegisterKind.Inspectors,
        _ => null,
    };
}
