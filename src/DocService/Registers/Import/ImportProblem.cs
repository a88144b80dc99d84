namespace SpotCheck.DocService.Registers.Import;

/// <summary>Something about one row of an imported file.</summary>
/// <param name="Row">Row number in the file.</param>
/// <param name="Cell">Address of the cell, <c>B12</c>.</param>
/// <param name="Column">Header of the register column.</param>
/// <param name="Code">Stable English code.</param>
/// <param name="IsError">An error keeps the whole file from being applied; a warning does not.</param>
/// <param name="Found">The text in the cell, at most 200 characters.</param>
/// <param name="Message">Chinese: what is wrong, what is allowed, what to do.</param>
/// <param name="Suggestion">What was probably meant, or <c>null</c>.</param>
internal sealed record ImportProblem(
    int Row, string Cell, string Column, string Code, bool IsError, string Found, string Message, string? Suggestion);
