import { columnName } from '../../domain/places';
import type { Area, Mark } from '../../ports/WorkbookHost';

/** A rule that is always true and tells our marks from the user's own. Conditional formats leave the cells' own colours alone. */
const formula = '=LEN("SPOTCHECK")>0';
const colours = { error: '#FDE7E9', warning: '#FFF4CE', advice: '#E5F1FB' } as const;
/** Excel takes an address list of at most 8,192 characters. */
const longestAddress = 8000;

const address = ({ row, column, rows, columns }: Area): string =>
  `${columnName(column)}${row}${rows === 1 && columns === 1 ? '' : `:${columnName(column + columns - 1)}${row + rows - 1}`}`;

function addressLists(areas: readonly Area[]): string[] {
  const lists: string[] = [];
  for (const one of new Set(areas.map(address))) {
    const last = lists.at(-1);
    if (last === undefined || last.length + one.length + 1 > longestAddress) lists.push(one);
    else lists[lists.length - 1] = `${last},${one}`;
  }
  return lists;
}

/** Reads in one sync; queues the deletions. */
export async function deleteMarks(context: Excel.RequestContext, sheet: Excel.Worksheet): Promise<boolean> {
  const formats = sheet.getRange().conditionalFormats;
  formats.load('items/id,items/customOrNullObject/rule/formula');
  await context.sync();
  const ours = formats.items.filter((format) => !format.customOrNullObject.isNullObject && format.customOrNullObject.rule.formula === formula);
  for (const format of ours) format.delete();
  return ours.length > 0;
}

/** Queues the marks; false if there are none. */
export function drawMarks(sheet: Excel.Worksheet, marks: readonly Mark[]): boolean {
  for (const weight of ['error', 'warning', 'advice'] as const) {
    for (const list of addressLists(marks.filter((mark) => mark.weight === weight).map(({ area }) => area))) {
      const { custom } = sheet.getRanges(list).conditionalFormats.add(Excel.ConditionalFormatType.custom);
      custom.rule.formula = formula;
      custom.format.fill.color = colours[weight];
    }
  }
  return marks.length > 0;
}
