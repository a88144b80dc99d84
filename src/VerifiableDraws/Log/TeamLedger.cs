namespace SpotCheck.VerifiableDraws;

/// <summary>Who is on which team of a task now: the RESULT, changed by RERESULTs, with everybody ever recused.</summary>
public sealed class TeamLedger
{
    private readonly Dictionary<string, List<(string Role, string Inspector)>> _teams = new(StringComparer.Ordinal);
    private readonly HashSet<(string Object, string Inspector)> _recused = [];

    internal TeamLedger(TaskResult result)
    {
        Cap = result.Cap;
        foreach (var team in result.Teams)
            _teams[team.Object] = team.Members.Select(static m => (m.Role, m.Inspector)).ToList();
    }

    /// <summary>L of the RESULT.</summary>
    public long Cap { get; }

    /// <summary>Objects that have a team, in no order.</summary>
    public IEnumerable<string> Objects => _teams.Keys;

    /// <summary>Everybody on the team of an object now, also who has been recused and not yet replaced.</summary>
    /// <param name="objectId">Id of the object.</param>
    /// <returns>Roles and inspectors; empty for an object without team.</returns>
    public IReadOnlyList<(string Role, string Inspector)> MembersOf(string objectId) =>
        _teams.TryGetValue(objectId, out var members) ? members : [];

    /// <summary>Whether an inspector was ever recused from an object.</summary>
    /// <param name="objectId">Id of the object.</param>
    /// <param name="inspector">Id of the inspector.</param>
    /// <returns>True from the RECUSE on, for ever.</returns>
    public bool IsRecused(string objectId, string inspector) => _recused.Contains((objectId, inspector));

    internal IEnumerable<string> RecusedFrom(string objectId) =>
        _recused.Where(r => string.Equals(r.Object, objectId, StringComparison.Ordinal)).Select(static r => r.Inspector);

    internal string? RoleOf(string objectId, string inspector)
    {
        foreach (var (role, id) in MembersOf(objectId))
        {
            if (string.Equals(id, inspector, StringComparison.Ordinal))
                return role;
        }

        return null;
    }

    internal void Recuse(string objectId, string inspector) => _recused.Add((objectId, inspector));

    internal void Replace(Replacement replacement)
    {
        if (!_teams.TryGetValue(replacement.Object, out var members))
            return;
        members.RemoveAll(m => string.Equals(m.Inspector, replacement.Out, StringComparison.Ordinal));
        if (replacement.In.Length > 0)
            members.Add((replacement.Role, replacement.In));
    }

    internal TeamLedger(TeamLedger other)
    {
        Cap = other.Cap;
        foreach (var (id, members) in other._teams)
            _teams[id] = [.. members];
        _recused = [.. other._recused];
    }
}
