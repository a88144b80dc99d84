import { BooleanNumber, CellValueType, LocaleType, type ICellData, type IWorkbookData, type IWorksheetData } from '@univerjs/presets';
import type { Schemas } from '../../../service/client';
import { pixelsOfHeight, pixelsOfWidth, rangeOf } from './places';
import { ruleTo, validationPlugin } from './rules';
import { styleTo } from './styles';

type Snapshot = Schemas['WorkbookSnapshot'];
type Sheet = Schemas['SnapshotSheet'];
type Cell = Schemas['SnapshotCell'];

/** What Univer has no place for and the file needs again. */
export interface KeptOfSheet { readonly page: NonNullable<Sheet['page']> | null; readonly filter: string | null }
export interface KeptOfBook { readonly names: Snapshot['names'] }

const spareRows = 60;
const spareColumns = 6;

/** A snapshot of the service as Univer opens it. */
export function toUniver(book: Snapshot): IWorkbookData {
  const ids = book.sheets.map((_, index) => `sheet-${index + 1}`);
  const rules = Object.fromEntries(book.sheets.map((sheet, index) => [ids[index]!, (sheet.validations ?? []).map((rule, number) => ruleTo(rule, `rule-${index + 1}-${number + 1}`))]));
  return {
    id: `book-${Date.now()}`, name: book.name, appVersion: '0.25.1', locale: LocaleType.ZH_CN, sheetOrder: ids,
    styles: Object.fromEntries(book.styles.map((style, number) => [String(number), styleTo(style)])),
    sheets: Object.fromEntries(book.sheets.map((sheet, index) => [ids[index]!, sheetTo(sheet, ids[index]!)])),
    resources: [{ name: validationPlugin, data: JSON.stringify(rules) }],
    custom: { spotcheck: { names: book.names } satisfies KeptOfBook },
  };
}

function sheetTo(sheet: Sheet, id: string): Partial<IWorksheetData> {
  // The contract's defaults: a member that says nothing is left out.
  const { rows = [], merged = [], columns = [], frozenRows = 0, frozenColumns = 0, gridLines = true } = sheet;
  const lastRow = Math.max(rows.at(-1)?.row ?? 0, ...merged.map((reference) => rangeOf(reference).endRow + 1));
  const lastColumn = Math.max(rows.reduce((most, { cells = [] }) => Math.max(most, cells.at(-1)?.column ?? 0), 0), ...columns.filter(({ last }) => last < 200).map(({ last }) => last));
  return {
    id, name: sheet.name, hidden: sheet.hidden ? BooleanNumber.TRUE : BooleanNumber.FALSE, tabColor: sheet.tabColour ? `#${sheet.tabColour}` : '',
    rowCount: Math.max(200, lastRow + spareRows), columnCount: Math.max(26, lastColumn + spareColumns),
    defaultColumnWidth: pixelsOfWidth(sheet.columnWidth ?? 9), defaultRowHeight: pixelsOfHeight(sheet.rowHeight ?? 13.5),
    freeze: { xSplit: frozenColumns, ySplit: frozenRows, startColumn: frozenColumns > 0 ? frozenColumns : -1, startRow: frozenRows > 0 ? frozenRows : -1 },
    mergeData: merged.map(rangeOf), showGridlines: gridLines ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    cellData: Object.fromEntries(rows.map(({ row, cells = [] }) => [row - 1, Object.fromEntries(cells.map((cell) => [cell.column - 1, cellTo(cell)]))])),
    rowData: Object.fromEntries(rows.filter(({ height, hidden, style }) => typeof height === 'number' || hidden === true || typeof style === 'number').map(({ row, height, hidden, style }) => [row - 1, {
      ...(typeof height === 'number' ? { h: pixelsOfHeight(height), ia: BooleanNumber.FALSE } : {}), ...(hidden === true ? { hd: BooleanNumber.TRUE } : {}), ...(typeof style === 'number' ? { s: String(style) } : {}),
    }])),
    columnData: Object.fromEntries(columns.flatMap(({ first, last, width, hidden, style }) =>
      Array.from({ length: Math.min(last, lastColumn + spareColumns + 26) - first + 1 }, (_, offset) => [first - 1 + offset, {
        ...(typeof width === 'number' ? { w: pixelsOfWidth(width) } : {}), ...(hidden === true ? { hd: BooleanNumber.TRUE } : {}), ...(typeof style === 'number' ? { s: String(style) } : {}),
      }]))),
    custom: { spotcheck: { page: sheet.page ?? null, filter: sheet.filter ?? null } satisfies KeptOfSheet },
  };
}

function cellTo({ text, number, flag, error, formula, style }: Cell): ICellData {
  return {
    s: String(style ?? 0), ...(formula ? { f: `=${formula}` } : {}),
    ...(typeof text === 'string' ? { v: text, t: formula ? CellValueType.STRING : CellValueType.FORCE_STRING } : typeof number === 'number' ? { v: number, t: CellValueType.NUMBER }
      : typeof flag === 'boolean' ? { v: flag ? 1 : 0, t: CellValueType.BOOLEAN } : typeof error === 'string' ? { v: error, t: CellValueType.STRING } : {}),
  };
}
