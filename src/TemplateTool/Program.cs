using SpotCheck.TemplateTool.Authoring;

return args switch
{
    ["new", .. var rest] => NewCommand.Run(rest, Console.Error),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: TemplateTool new DOCUMENT --out FILE");
    return 2;
}
