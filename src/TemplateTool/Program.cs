using SpotCheck.TemplateTool.Authoring;
using SpotCheck.TemplateTool.Layout;

return args switch
{
    ["new", .. var rest] => NewCommand.Run(rest, Console.Error),
    ["layout", .. var rest] => await LayoutCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: TemplateTool new DOCUMENT --out FILE");
    Console.Error.WriteLine("       TemplateTool layout FILE [--kind file|letter|form]");
    return 2;
}
