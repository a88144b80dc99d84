namespace SpotCheck.DocService.Storage;

/// <summary>The database could not be started or reached. The message says what to do.</summary>
internal sealed class DatabaseStartException(string chinese, string english, Exception? cause = null)
    : Exception($"{chinese}{Environment.NewLine}{english}", cause);
