using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents.Batches;

/// <summary>Refusals several acts on batches share.</summary>
internal static class BatchRefusals
{
    public static Refusal NoSuchBatch(Guid id) => Refusal.NotFound("batches.no-such-batch", $"没有找到这一批（{id}）。请刷新列表后重试。", $"There is no batch {id}.");

    public static Refusal WrongState(DocumentBatch batch, string act) => Refusal.WrongState("batches.wrong-state",
        $"“{batch.Title}”现在{NameOf(batch.State)}，不能{act}。请刷新后查看当前进度。", $"The batch is {batch.State}; this act is not possible now.");

    public static readonly Refusal OwnBatch = Refusal.WrongPerson("batches.own-batch", "起草这一批的人不能自己签发。请由另一位股室负责人签发。", "Whoever drafted a batch cannot sign it.");

    public static Refusal NothingDrafted(DocumentBatch batch) => Refusal.WrongState("batches.nothing-drafted",
        $"“{batch.Title}”的{batch.Total}行都有问题，一份也没有起草成，没有可以印发的文件。请经办人按每行的说明改好，重新成批起草。", "Every row of the batch is faulty and none was drafted; there is nothing to issue.");

    public static string NameOf(BatchState state) => state switch
    {
        BatchState.Drafting => "正在起草",
        BatchState.Drafted => "已起草，等待签发",
        BatchState.Issuing => "正在印发",
        BatchState.Issued => "已印发",
        _ => "已取消",
    };
}
