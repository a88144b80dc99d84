import { BEFORE_CELL_EDIT, SheetInterceptorService } from '@univerjs/preset-sheets-core';
import { CellValueType, type FUniver, type ICellData, type Univer } from '@univerjs/presets';
import type { SheetRows } from '../../domain/sheetTable';
import type { Area, Mark } from '../../ports/WorkbookHost';
import { shownTexts } from './shownTexts';
import type { UniverHost } from './UniverHost';

type Sheet = NonNullable<ReturnType<NonNullable<ReturnType<FUniver['getActiveWorkbook']>>['getSheetByName']>>;

/** The rows somebody looks at, and how large the sheet is. */
export interface GridRows extends SheetRows {
  readonly sheet: string;
  /** Last row and column with content; 0 in an empty sheet. */
  readonly usedRows: number;
  readonly usedColumns: number;
}

const concerns = /^sheet\.(?:mutation|operation\.set-(?:selections|worksheet-activ))/;

/** What the page beside the grid needs of it and no pane: the sheet in front row by row, and typing as in the grid's own editor. */
export class GridSheet {
  readonly #univer: Univer;
  readonly #api: FUniver;
  readonly #host: UniverHost;

  constructor(univer: Univer, api: FUniver, host: UniverHost) {
    this.#univer = univer;
    this.#api = api;
    this.#host = host;
  }

  /** Only these rows are looked up, however many the sheet has. */
  rows(first: number, count: number): GridRows {
    const sheet = this.#sheet();
    const used = this.#used(sheet);
    const rows = Math.min(count, sheet.getMaxRows() - first + 1);
    const columns = Math.min(sheet.getMaxColumns(), Math.max(8, used.columns + 1));
    const texts = rows < 1 ? [] : shownTexts(sheet.getRange(first - 1, 0, rows, columns));
    const merged = sheet.getMergedRanges().map((area) => ({ firstRow: area.getRow() + 1, firstColumn: area.getColumn() + 1, lastRow: area.getLastRow() + 1, lastColumn: area.getLastColumn() + 1 }))
      .filter(({ firstRow, lastRow }) => firstRow < first + rows && lastRow >= first);
    return { sheet: sheet.getSheetName(), row: first, texts, merged, usedRows: used.rows, usedColumns: used.columns };
  }

  textAt(row: number, column: number): string {
    return shownTexts(this.#sheet().getRange(row - 1, column - 1, 1, 1))[0]?.[0] ?? '';
  }

  marks(): readonly Mark[] {
    return this.#host.marksOf(this.#sheet().getSheetId());
  }

  selection(): Area {
    return this.#host.selectionNow();
  }

  select(row: number, column: number): void {
    const sheet = this.#sheet();
    (sheet.getCellMergeData(row - 1, column - 1) ?? sheet.getRange(row - 1, column - 1)).activate();
    sheet.scrollToCell(Math.max(row - 3, 0), Math.max(column - 3, 0));
  }

  /** What the cell's drop-down offers. */
  choicesAt(row: number, column: number): readonly string[] {
    const rule = this.#sheet().getRange(row - 1, column - 1).getDataValidation();
    const [, list] = rule?.getCriteriaType() === 'list' ? rule.getCriteriaValues() : [];
    return list === undefined || list.startsWith('=') ? [] : list.split(',').map((text) => text.trim()).filter((text) => text !== '');
  }

  /** What the grid's own editor would begin with: the formula, or the value in full. */
  editedText(row: number, column: number): string {
    const { workbook, worksheet, place } = this.#inside(row, column);
    const origin = worksheet.getCellRaw(place.row, place.col) ?? null;
    if (origin?.f) return origin.f;
    const cell = this.#interceptors().writeCellInterceptor.fetchThroughInterceptors(BEFORE_CELL_EDIT)(worksheet.getCell(place.row, place.col), { ...place, workbook, worksheet, unitId: workbook.getUnitId(), subUnitId: worksheet.getSheetId(), origin });
    return cell?.p?.body?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n') ?? String(cell?.v ?? '');
  }

  /** A text typed into a cell, read as the grid reads it: numbers, ratios and dates become such, = begins a formula, ' a text. One step for undo. */
  type(row: number, column: number, text: string): void {
    const { workbook, worksheet, place } = this.#inside(row, column);
    const raw = worksheet.getCellRaw(place.row, place.col) ?? {};
    const cell = { ...raw, ...typed(text, isText(workbook.getStyles().get(raw.s)?.n?.pattern)) };
    const value = this.#interceptors().onWriteCell(workbook, worksheet, place.row, place.col, cell);
    const range = { startRow: place.row, endRow: place.row, startColumn: place.col, endColumn: place.col };
    this.#api.syncExecuteCommand('sheet.command.set-range-values', { unitId: workbook.getUnitId(), subUnitId: worksheet.getSheetId(), range, value });
  }

  undo(): void {
    void this.#api.undo();
  }

  redo(): void {
    void this.#api.redo();
  }

  /** Told of anything that may look different now: contents, sheets, places, the selection. */
  watch(changed: () => void): void {
    this.#api.addEvent(this.#api.Event.CommandExecuted, ({ id }) => {
      if (concerns.test(id)) changed();
    });
    this.#host.watchMarks(changed);
  }

  #used(sheet: Sheet): { rows: number; columns: number } {
    const range = sheet.getDataRange();
    // An empty sheet still answers with its first cell.
    const empty = range.getHeight() === 1 && range.getWidth() === 1 && range.isBlank();
    return empty ? { rows: 0, columns: 0 } : { rows: range.getLastRow() + 1, columns: range.getLastColumn() + 1 };
  }

  #inside(row: number, column: number) {
    const sheet = this.#sheet();
    return { worksheet: sheet.getSheet(), workbook: this.#api.getActiveWorkbook()!.getWorkbook(), place: { row: row - 1, col: column - 1 } };
  }

  #interceptors(): SheetInterceptorService {
    return this.#univer.__getInjector().get(SheetInterceptorService);
  }

  #sheet(): Sheet {
    return this.#api.getActiveWorkbook()!.getActiveSheet();
  }
}

const isText = (pattern: string | undefined): boolean => pattern === '@' || pattern === '@@@';

function typed(text: string, textCell: boolean): ICellData {
  const plain = { f: null, si: null, p: null, t: undefined };
  if (textCell) return { ...plain, v: text, t: CellValueType.STRING };
  if (text.startsWith('=') && text.length > 1) return { ...plain, v: null, f: text };
  if (text.startsWith("'")) return { ...plain, v: text.slice(1), t: CellValueType.FORCE_STRING };
  return { ...plain, v: text };
}
