import type { Schemas } from '../../service/client';
import { readPlace } from '../places';
import type { Choices } from '../../ports/WorkbookHost';

type Column = Schemas['ColumnView'];

/** What a plan's column usually says; other texts stay allowed, since each bureau words its own. */
const usual: Partial<Record<NonNullable<Column['column']>, readonly string[]>> = {
  SelectionType: ['定向', '不定向'],
  SampleSize: ['3%', '5%', '10%', '20%', '25%', '30%', '50%', '100%'],
  Frequency: ['每年1次', '每年2次', '每季度1次'],
  Window: ['1月—6月', '3月—9月', '3月—11月', '5月—10月', '7月—11月', '9月—11月'],
  MatchingMode: ['股所随机', '所所随机', '股内随机', '所内随机'],
  Method: ['现场检查', '书面检查', '网络监测'],
};

/** Drop-downs for the cells below each recognised header, down to the next header and some rows beyond the last task. */
export function planChoices(columns: readonly Column[], lastRow: number, departments: readonly string[], beyond = 20): Choices[] {
  const places = columns.map((column) => ({ ...column, cell: readPlace(column.place) })).filter((one) => one.cell !== null);
  return places.flatMap(({ column, cell }) => {
    const values = column === 'Lead' || column === 'Partners' ? departments : usual[column ?? 'Remark'];
    const { sheet, row, column: at } = cell!;
    const next = Math.min(...places.filter((one) => one.cell!.sheet === sheet && one.cell!.row > row).map((one) => one.cell!.row), lastRow + beyond + 1);
    return values === undefined || values.length === 0 || next <= row + 1 ? [] : [{ area: { sheet, row: row + 1, column: at, rows: next - row - 1, columns: 1 }, values }];
  });
}
