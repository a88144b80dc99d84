using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>The faults that concern the shape of a sheet; those of the language come from its parser.</summary>
internal static class XlsxFaults
{
    public static DocumentProblem Overlapping(DocumentTag tag, DocumentTag other) =>
        new("xlsx.overlapping-blocks", $"“{{{{{DocxFaults.Shorten(tag.Code)}}}}}”和“{{{{{DocxFaults.Shorten(other.Code)}}}}}”占用同一行，但谁也不在谁里面。请让两个块各占自己的行，或把一个完整地放进另一个。")
        {
            Place = DocxFaults.PlaceOf(tag),
        };

    public static DocumentProblem Columns(DocumentTag tag) =>
        new("xlsx.columns", $"“{{{{{DocxFaults.Shorten(tag.Code)}}}}}”按列重复，但它的列与另一个按列的循环重叠、结束标签在开始标签左边，或中间有 else。请让按列的循环从左上单元格开始、在右下单元格结束，并各占自己的列。")
        {
            Place = DocxFaults.PlaceOf(tag),
        };

    public static DocumentProblem Unpaired(DocumentTag tag) =>
        new("xlsx.unpaired-tag", $"“{{{{{DocxFaults.Shorten(tag.Code)}}}}}”的另一半不在这个工作表里它该在的地方（从左到右、从上到下，先开始后结束）。请补上缺少的一半，或删去多余的标签。")
        {
            Place = DocxFaults.PlaceOf(tag),
        };

    public static DocumentProblem TooManyRows { get; } =
        new("xlsx.too-many-rows", $"生成的行或列超过 Excel 的上限（{CellAddress.LastRow:N0} 行、{CellAddress.LastColumn:N0} 列）。请把数据分到几个工作表或文件里。");

    public static DocumentProblem UnevenColumns { get; } =
        new("xlsx.uneven-columns", "按列的循环在不同的行里次数不同。按列循环的列表不能随行变化，请使用对每一行都相同的列表。");

    public static DocumentProblem BrokenBlocks { get; } =
        new("xlsx.broken-blocks", "模板里的块（for、if、func）没有围住完整的行、列或单元格里的文字。请把开始和结束标签放在同一单元格、同一行或完整的若干行里。");
}
