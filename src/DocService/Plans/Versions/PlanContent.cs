using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>What one version of a plan says: the table as typed, and for every row the number that stays with the task for good.</summary>
/// <param name="TaskNumbers">One per row of the table, in its order: 2023-001.</param>
/// <param name="NextTask">The next unused number; numbers of removed tasks are not given out again.</param>
/// <param name="Terms">How a task is drawn, where it differs from the bureau's defaults; by task number.</param>
public sealed record PlanContent(
    PlanTable Table, IReadOnlyList<string> TaskNumbers, int NextTask, IReadOnlyDictionary<string, TaskTerms> Terms)
{
    public int IndexOf(string taskNumber)
    {
        for (var index = 0; index < TaskNumbers.Count; index++)
        {
            if (TaskNumbers[index] == taskNumber)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The terms set for a task, or none of its own.</summary>
    public TaskTerms TermsOf(string taskNumber) => Terms.TryGetValue(taskNumber, out var terms) ? terms : TaskTerms.None;
}
