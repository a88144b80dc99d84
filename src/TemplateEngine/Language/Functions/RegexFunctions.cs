using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>regex</c>. Every expression runs under the time limit of the rendering.</summary>
internal static class RegexFunctions
{
    private const int MaxCached = 200;
    private const int MaxPattern = 2000;

    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options, TimeSpan Time), Regex> s_cache = new();

    public static readonly ScriptObject Members = new FunctionSet("regex")
        .Add("escape", "pattern", a => Regex.Escape(a.Text(0)))
        .Add("match", "text pattern options?", Match)
        .Add("matches", "text pattern options?", Matches)
        .Add("replace", "text pattern replace options?", Replace)
        .Add("split", "text pattern options?", Split)
        .Add("unescape", "pattern", Unescape)
        .Freeze();

    private static Value Match(Arguments a) => Run(a, 2, (regex, text) => Groups(regex.Match(text)));

    private static Value Matches(Arguments a)
    {
        var context = a.Context;
        return Run(a, 2, (regex, text) =>
        {
            var result = new ScriptArray();
            for (var match = regex.Match(text); match.Success; match = match.NextMatch())
            {
                result.Add(Groups(match));
                context.CheckCount(result.Count);
            }

            return result;
        });
    }

    private static Value Replace(Arguments a)
    {
        var (replacement, context) = (a.Text(2), a.Context);
        return Run(a, 3, (regex, text) =>
        {
            var result = regex.Replace(text, match =>
            {
                var part = match.Result(replacement);
                context.CheckLength(part.Length);
                return part;
            });
            context.CheckLength(result.Length);
            return result;
        });
    }

    private static Value Split(Arguments a) =>
        Run(a, 2, (regex, text) => new ScriptArray(regex.Split(text).Select(part => Value.From(part))));

    private static Value Unescape(Arguments a)
    {
        try
        {
            return Regex.Unescape(a.Text(0));
        }
        catch (ArgumentException)
        {
            throw a.Context.Fault("template.bad-regex", $"“{a.Text(0)}”里的反斜杠写法不对。", "Bad escape.");
        }
    }

    private static ScriptArray Groups(Match match)
    {
        var groups = new ScriptArray();
        if (match.Success)
        {
            foreach (Group group in match.Groups)
                groups.Add(group.Value);
        }

        return groups;
    }

    private static Value Run(Arguments a, int options, Func<Regex, string, Value> use)
    {
        var pattern = a.Text(1);
        var time = a.Context.Options.RegexTime;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = use(Get(a, pattern, Options(a, options), time), a.Text(0));
            a.Context.CountRegexTime(Stopwatch.GetElapsedTime(started));
            return result;
        }
        catch (RegexMatchTimeoutException)
        {
            a.Context.CountRegexTime(time);
            throw a.Context.Fault(
                "template.regex-too-slow",
                $"正则表达式“{pattern}”超过了 {time.TotalMilliseconds:0} 毫秒。请写得更具体，避免 (a+)+ 一类的重复。",
                $"The expression took longer than {time.TotalMilliseconds:0} ms.");
        }
        catch (ArgumentException)
        {
            throw a.Context.Fault("template.bad-regex", $"正则表达式“{pattern}”写得不对。", $"Bad regular expression {pattern}.");
        }
    }

    private static Regex Get(Arguments a, string pattern, RegexOptions options, TimeSpan time)
    {
        if (pattern.Length > MaxPattern)
            throw a.Context.Fault("template.bad-regex", $"正则表达式超过 {MaxPattern} 个字符。", "The expression is too long.");
        if (s_cache.TryGetValue((pattern, options, time), out var known))
            return known;
        var regex = new Regex(pattern, options, time);
        if (s_cache.Count < MaxCached)
            s_cache.TryAdd((pattern, options, time), regex);
        return regex;
    }

    private static RegexOptions Options(Arguments a, int index)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var letter in a.Text(index))
        {
            options |= letter switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => throw a.Context.Fault("template.bad-regex", $"正则选项“{letter}”不对，可以用 i、m、s、x。", $"Unknown option {letter}."),
            };
        }

        return options;
    }
}
