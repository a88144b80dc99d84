using System.Text;
using SpotCheck.TemplateTool;
using SpotCheck.TemplateTool.Authoring;
using SpotCheck.TemplateTool.Layout;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return args switch
{
    ["new", .. var rest] => NewCommand.Run(rest, Console.Error),
    ["layout", .. var rest] => await LayoutCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    _ => new Commands(Console.OpenStandardOutput(), Console.Error, TimeProvider.System).Run(args),
};
