import type { Choices } from '../../ports/WorkbookHost';

/** Excel takes a list of at most 255 characters, separated by commas. */
const longestList = 255;

function listOf(values: readonly string[]): string {
  let list = '';
  for (const value of values) {
    const next = list === '' ? value : `${list},${value}`;
    if (value.includes(',') || next.length > longestList) continue;
    list = next;
  }
  return list;
}

/** Queues the drop-downs; other texts stay allowed. */
export function offer(context: Excel.RequestContext, choices: readonly Choices[]): void {
  for (const { area, values } of choices) {
    const range = context.workbook.worksheets.getItem(area.sheet).getRangeByIndexes(area.row - 1, area.column - 1, area.rows, area.columns);
    range.dataValidation.errorAlert = { showAlert: false, style: 'Information', title: '', message: '' };
    range.dataValidation.rule = { list: { inCellDropDown: true, source: listOf(values) } };
  }
}
