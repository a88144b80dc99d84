import { BooleanNumber, CellValueType, type ICellData, type IStyleData, type Nullable, type ISheetDataValidationRule, type IWorkbookData, type IWorksheetData } from '@univerjs/presets';
import type { Schemas } from '../../../service/client';
import { heightOfPixels, referenceOf, widthOfPixels } from './places';
import { ruleFrom, validationPlugin } from './rules';
import { styleFrom } from './styles';
import type { KeptOfBook, KeptOfSheet } from './toUniver';

type Snapshot = Schemas['WorkbookSnapshot'];
type Sheet = Schemas['SnapshotSheet'];
type Cell = Schemas['SnapshotCell'];

/** Numbers the looks as they are met; number 0 is the look of a cell that names none. */
class Looks {
  readonly list: Schemas['SnapshotStyle'][] = [{ font: '宋体', size: 11 }];
  readonly #numbers = new Map<string, number>([[JSON.stringify({ font: '宋体', size: 11 }), 0], ['{}', 0]]);
  readonly #styles: IWorkbookData['styles'];

  constructor(styles: IWorkbookData['styles']) {
    this.#styles = styles;
  }

  number(style: ICellData['s']): number | undefined {
    const data: Nullable<IStyleData> = typeof style === 'string' ? this.#styles[style] : style;
    const look = styleFrom(data);
    const key = JSON.stringify(look);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(look) - 1;
      this.#numbers.set(key, number);
    }
    return number === 0 ? undefined : number;
  }
}

/** What stands in Univer's workbook, for the service to write as .xlsx. */
export function fromUniver(book: IWorkbookData): Snapshot {
  const looks = new Looks(book.styles);
  const resource = book.resources?.find(({ name }) => name === validationPlugin)?.data;
  const rules = (resource === undefined || resource === '' ? {} : JSON.parse(resource)) as Record<string, ISheetDataValidationRule[]>;
  const sheets = book.sheetOrder.map((id) => sheetFrom(book.sheets[id]!, rules[id] ?? [], looks));
  const known = new Set(sheets.map(({ name }) => name));
  const kept = (book.custom?.['spotcheck'] ?? { names: [] }) as KeptOfBook;
  const name = book.name === '' ? '工作簿' : book.name.slice(0, 110);
  return {
    format: 1, name: /\.xlsx$/i.test(name) ? name : `${name}.xlsx`, styles: looks.list, sheets,
    names: kept.names.filter(({ sheet }) => sheet === null || sheet === undefined || known.has(sheet)),
  };
}

function sheetFrom(sheet: Partial<IWorksheetData>, rules: readonly ISheetDataValidationRule[], looks: Looks): Sheet {
  const kept = sheet.custom?.['spotcheck'] as KeptOfSheet | undefined;
  const heights = sheet.rowData ?? {};
  const numbers = new Set([...Object.keys(sheet.cellData ?? {}), ...Object.keys(heights)].map(Number));
  const rows = [...numbers].sort((a, b) => a - b).flatMap((row) => {
    const { h, hd, ia, s } = heights[row] ?? {};
    const cells = Object.entries(sheet.cellData?.[row] ?? {}).map(([column, cell]) => cellFrom(Number(column) + 1, cell as ICellData, looks)).filter((cell) => cell !== null).sort((a, b) => a.column - b.column);
    const style = s === undefined || s === null ? undefined : looks.number(s);
    const height = typeof h === 'number' && ia !== BooleanNumber.TRUE ? Math.min(409.5, heightOfPixels(h)) : undefined;
    const hidden = hd === BooleanNumber.TRUE;
    if (cells.length === 0 && height === undefined && !hidden && style === undefined) return [];
    return [{ row: row + 1, cells, ...(height === undefined ? {} : { height }), ...(hidden ? { hidden } : {}), ...(style === undefined ? {} : { style }) }];
  });
  return {
    name: sheet.name ?? '', hidden: sheet.hidden === BooleanNumber.TRUE, frozenRows: Math.max(0, sheet.freeze?.ySplit ?? 0), frozenColumns: Math.max(0, sheet.freeze?.xSplit ?? 0),
    gridLines: sheet.showGridlines !== BooleanNumber.FALSE, ...(/^#[0-9a-f]{6}$/i.test(sheet.tabColor ?? '') ? { tabColour: sheet.tabColor!.slice(1).toUpperCase() } : {}),
    ...(typeof sheet.defaultRowHeight === 'number' ? { rowHeight: Math.min(409.5, heightOfPixels(sheet.defaultRowHeight)) } : {}),
    ...(typeof sheet.defaultColumnWidth === 'number' ? { columnWidth: Math.min(255, widthOfPixels(sheet.defaultColumnWidth)) } : {}),
    columns: columnsFrom(sheet, looks), rows, merged: (sheet.mergeData ?? []).map(referenceOf).filter((reference) => reference.includes(':')),
    validations: rules.map(ruleFrom).filter((rule) => rule !== null), page: kept?.page ?? null, filter: kept?.filter ?? null,
  };
}

function columnsFrom(sheet: Partial<IWorksheetData>, looks: Looks): NonNullable<Sheet['columns']> {
  const columns: NonNullable<Sheet['columns']> = [];
  for (const [index, { w, hd, s }] of Object.entries(sheet.columnData ?? {}).map(([at, data]) => [Number(at), data ?? {}] as const).sort(([a], [b]) => a - b)) {
    const style = s === undefined || s === null ? undefined : looks.number(s);
    const one = { ...(typeof w === 'number' ? { width: Math.min(255, widthOfPixels(w)) } : {}), ...(hd === BooleanNumber.TRUE ? { hidden: true } : {}), ...(style === undefined ? {} : { style }) };
    if (Object.keys(one).length === 0) continue;
    const before = columns.at(-1);
    if (before !== undefined && before.last === index && before.width === one.width && before.hidden === one.hidden && before.style === one.style) columns[columns.length - 1] = { ...before, last: index + 1 };
    else columns.push({ first: index + 1, last: index + 1, ...one });
  }
  return columns;
}

const errors = new Set(['#N/A', '#VALUE!', '#REF!', '#DIV/0!', '#NUM!', '#NAME?', '#NULL!']);

/** Null for a cell without content and without a look. */
function cellFrom(column: number, { v, t, f, s, p }: ICellData, looks: Looks): Cell | null {
  const style = s === undefined || s === null ? undefined : looks.number(s);
  const rich = p?.body?.dataStream.replaceAll(/\r\n$/g, '').replaceAll('\r', '\n');
  const value = v ?? rich;
  const look = style === undefined ? {} : { style };
  const formula = f === undefined || f === null || f === '' ? {} : { formula: f.replace(/^=/, '') };
  if (value === undefined || value === null || value === '') return style === undefined && f === undefined ? null : { column, ...look, ...formula };
  if (t === CellValueType.BOOLEAN) return { column, ...look, ...formula, flag: value === true || value === 1 || value === '1' };
  if (t === CellValueType.NUMBER || (t === undefined && typeof value === 'number')) return { column, ...look, ...formula, number: Number(value) };
  const text = String(value);
  return { column, ...look, ...formula, ...(errors.has(text) && f !== undefined && f !== null ? { error: text } : { text }) };
}
