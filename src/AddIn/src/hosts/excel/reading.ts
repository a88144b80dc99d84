import type { SheetReading } from '../../ports/WorkbookHost';

/** One sync. Merged areas only where this Excel can tell them (ExcelApi 1.13). */
export async function readSheet(context: Excel.RequestContext, name?: string): Promise<SheetReading> {
  const { worksheets } = context.workbook;
  const sheet = name === undefined ? worksheets.getActiveWorksheet() : worksheets.getItem(name);
  sheet.load('name');
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('text,rowIndex,columnIndex');
  const tellsMerged = Office.context.requirements.isSetSupported('ExcelApi', '1.13');
  const merged = tellsMerged ? sheet.getRange().getMergedAreasOrNullObject() : null;
  merged?.load('areas/items/rowIndex,areas/items/columnIndex,areas/items/rowCount,areas/items/columnCount');
  await context.sync();
  if (used.isNullObject) return { sheet: sheet.name, row: 1, column: 1, texts: [], merged: [] };
  return {
    sheet: sheet.name,
    row: used.rowIndex + 1,
    column: used.columnIndex + 1,
    texts: used.text,
    merged: merged === null || merged.isNullObject ? [] : merged.areas.items.map(({ rowIndex, columnIndex, rowCount, columnCount }) => ({
      firstRow: rowIndex + 1, firstColumn: columnIndex + 1, lastRow: rowIndex + rowCount, lastColumn: columnIndex + columnCount,
    })),
  };
}
