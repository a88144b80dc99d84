namespace SpotCheck.DocService.Documents.Batches;

/// <summary>Where a batch stands, in words: what came of its rows, not only that all were tried.</summary>
/// <param name="Drafts">Rows of which there is a document, faulty or not.</param>
/// <param name="Faulty">Rows that cannot be issued as they are, with or without a document.</param>
internal sealed record BatchStanding(BatchState State, int Total, int Drafts, int Faulty, int Issued)
{
    public string Sentence => State switch
    {
        BatchState.Drafting => "正在起草。",
        BatchState.Drafted when Drafts == 0 => $"{Total}行都有问题，一份也没有起草成。请按每行的说明改好，重新成批起草。",
        BatchState.Drafted when Faulty == Total => $"起草了{Drafts}份，每一份都有问题，现在不能印发。请按每份的说明改好草稿，再由股室负责人印发。",
        BatchState.Drafted => $"起草了{Drafts}份，等待签发{(Faulty > 0 ? $"；{Faulty}份有问题，改好后才能印发" : "")}。",
        BatchState.Issuing => $"正在印发，已印发{Issued}份。",
        BatchState.Issued when Issued == 0 => $"一份也没有印发：{Faulty}份都有问题。请按每份的说明改好草稿，逐份签发。",
        BatchState.Issued => $"印发了{Issued}份{(Faulty > 0 ? $"；{Faulty}份有问题，没有印发，请改好后逐份签发" : "")}。",
        _ => $"已取消，取消前起草了{Drafts}份，印发了{Issued}份。",
    };
}
