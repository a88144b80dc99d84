using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Plans.DrawTerms;

/// <summary>How inspectors are matched to an object (泽州县2023年计划, 二（四）).</summary>
public enum MatchingMode
{
    /// <summary>股所随机: one from the section, one from a station.</summary>
    SectionAndStation,

    /// <summary>所所随机: from two different stations.</summary>
    TwoStations,

    /// <summary>股内随机: all from the section.</summary>
    WithinSection,

    /// <summary>所内随机: all from the station that has jurisdiction over the object.</summary>
    WithinStation,
}

public static class MatchingModes
{
    private static readonly Dictionary<MatchingMode, string> Names = new()
    {
        [MatchingMode.SectionAndStation] = "股所随机",
        [MatchingMode.TwoStations] = "所所随机",
        [MatchingMode.WithinSection] = "股内随机",
        [MatchingMode.WithinStation] = "所内随机",
    };

    public static string NameOf(MatchingMode mode) => Names[mode];

    public static IEnumerable<string> AllNames => Names.Values;

    /// <summary>The mode a cell names; null if none.</summary>
    public static MatchingMode? Read(string text)
    {
        var compact = Values.PlanText.Compact(text);
        foreach (var (mode, name) in Names)
        {
            if (compact.Contains(name, StringComparison.Ordinal))
            {
                return mode;
            }
        }

        return null;
    }

    /// <summary>The roles of the leading bureau's own team.</summary>
    /// <param name="sections">Sections that take part, usually the one that runs the task.</param>
    /// <param name="stations">All stations of the bureau.</param>
    /// <param name="seats">Inspectors of this bureau per object, at least 1.</param>
    public static IReadOnlyList<TeamRole> Roles(MatchingMode mode, IReadOnlyList<string> sections, IReadOnlyList<string> stations, int seats, IReadOnlyList<string> qualifications)
    {
        IReadOnlyList<string> ofSection = [.. sections.Order(StringComparer.Ordinal)];
        IReadOnlyList<string> ofStation = [.. stations.Order(StringComparer.Ordinal)];
        IReadOnlyList<string> quals = [.. qualifications.Order(StringComparer.Ordinal)];
        return mode switch
        {
            MatchingMode.SectionAndStation =>
            [
                new("股室", Math.Max(1, seats / 2), ofSection, quals, UnitMatch.Any, false),
                new("监管所", Math.Max(1, seats - Math.Max(1, seats / 2)), ofStation, quals, UnitMatch.Any, false),
            ],
            MatchingMode.TwoStations => [new("监管所", Math.Max(2, seats), ofStation, quals, UnitMatch.Any, true)],
            MatchingMode.WithinSection => [new("股室", Math.Max(2, seats), ofSection, quals, UnitMatch.Any, false)],
            _ => [new("监管所", Math.Max(2, seats), ofStation, quals, UnitMatch.Home, false)],
        };
    }
}
