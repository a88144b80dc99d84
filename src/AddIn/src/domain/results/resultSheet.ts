import { asTyped } from '../typedTexts';
import type { CellContent, SheetReading } from '../../ports/WorkbookHost';

/** The columns of a result sheet, in order. The service knows the same headers. */
export const resultHeaders = ['统一社会信用代码', '企业名称', '管辖单位', '检查日期', '检查结果', '发现问题情况', '后续处置', '文书编号', '核查方式', '公示期限', '状态'] as const;

export const resultWidths = [22, 28, 12, 12, 24, 26, 24, 20, 14, 34, 12] as const;

export interface ResultObject {
  readonly objectId: string;
  readonly name: string;
  readonly unit: string;
  readonly stateName: string;
  readonly result: null | { readonly checkedOn: string; readonly shown: string; readonly detail: string; readonly followUpsShown: string; readonly document: string | null; readonly method: string };
}

/** What a person needs of a last day. */
export interface Deadline { readonly objectId: string | null; readonly words: { readonly level: 'Overdue' | 'Today' | 'Soon' | 'Later'; readonly text: string } }

/** A run's objects as rows to fill in. */
export const resultRows = (objects: readonly ResultObject[], deadlines: readonly Deadline[]): CellContent[][] => objects.map((one) => {
  const due = deadlines.find(({ objectId }) => objectId === one.objectId)?.words.text ?? '';
  const { result } = one;
  return [one.objectId, one.name, one.unit, asTyped(result?.checkedOn ?? ''), result?.shown ?? '', result?.detail ?? '', result?.followUpsShown ?? '', result?.document ?? '', result?.method ?? '', due, one.stateName];
});

export interface ResultColumns {
  /** Row of the headers, from 1. */
  readonly row: number;
  /** Column of each known header, from 1. */
  readonly columns: ReadonlyMap<string, number>;
}

/** Where a sheet has its result headers; null where it is no result sheet. */
export function findResultHeaders(reading: SheetReading): ResultColumns | null {
  for (const [index, texts] of reading.texts.entries()) {
    const columns = new Map<string, number>();
    texts.forEach((text, offset) => {
      const header = text.replaceAll(/\s/g, '');
      if ((resultHeaders as readonly string[]).includes(header) && !columns.has(header)) columns.set(header, reading.column + offset);
    });
    if (['统一社会信用代码', '检查日期', '检查结果'].every((header) => columns.has(header))) return { row: reading.row + index, columns };
  }
  return null;
}

/** The row of each object, by its code. */
export function rowsOfObjects(reading: SheetReading, { row, columns }: ResultColumns): Map<string, number> {
  const rows = new Map<string, number>();
  const offset = columns.get('统一社会信用代码')! - reading.column;
  reading.texts.forEach((texts, index) => {
    const code = texts[offset]?.trim() ?? '';
    if (reading.row + index > row && code !== '' && !rows.has(code)) rows.set(code, reading.row + index);
  });
  return rows;
}

/** The cell a finding means: its own address, otherwise the first cell of its row. */
export function cellOf(sheet: string, cell: string, row: number): { readonly sheet: string; readonly row: number; readonly column: number } {
  const address = /^([A-Z]{1,3})(\d+)$/.exec(cell);
  if (address === null) return { sheet, row, column: 1 };
  const column = address[1]!.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { sheet, row: Number(address[2]), column };
}
