import { CellValueType, DataValidationRenderMode, IUndoRedoService, type ICellData, type IRange, type IStyleData, type Univer } from '@univerjs/presets';
import type { FUniver } from '@univerjs/presets';
import { freeSheetName } from '../../domain/sheetNames';
import { HostFault } from '../../ports/HostFault';
import { largestBlock, type Area, type Block, type CellContent, type Change, type Choices, type Mark, type NewSheet, type NewTable, type SheetReading, type WorkbookHost } from '../../ports/WorkbookHost';
import { shownTexts } from './shownTexts';

type Progress = (done: number, of: number) => void;
type Sheet = NonNullable<ReturnType<NonNullable<ReturnType<FUniver['getActiveWorkbook']>>['getSheetByName']>>;

/** What changes the cells or their places; colours and widths do not concern anybody. */
const cellMutations = /^sheet\.mutation\.(?:set-range-values|(?:insert|remove|move)-(?:rows?|cols?|columns?|sheet)|insert-row|insert-col|(?:add|remove)-worksheet-merge|set-worksheet-name|move-range|set-worksheet-activate)$/;
const colours = { error: '#fde7e9', warning: '#fff4ce', advice: '#e5f1fb' } as const;
/** Tells our marks from the user's own conditional formats. */
const markFormula = '=LEN("SPOTCHECK")>0';
const titleStyle = { ff: '方正小标宋简体', fs: 18, ht: 2, vt: 2, tb: 3 };
const headerStyle = { bg: { rgb: '#dbe5f1' }, cl: { rgb: '#1f2937' }, bl: 1, ht: 2, tb: 3 };

function cellOf(content: CellContent, code: boolean): ICellData {
  const plain = { f: null, p: null };
  if (typeof content === 'object') return { ...plain, v: content.number, t: CellValueType.NUMBER, s: { n: { pattern: content.format } } };
  // A text cell as in Excel: what is typed there later stays a text, too.
  if (code) return { ...plain, v: String(content), t: CellValueType.STRING, s: { n: { pattern: '@' } } };
  return { ...plain, v: content, t: typeof content === 'number' ? CellValueType.NUMBER : CellValueType.STRING };
}

/** A cell with the look of another, but for what its own content asks for. */
const dressed = (cell: ICellData, look: IStyleData | null | undefined): ICellData => (look === null || look === undefined ? cell : { ...cell, s: { ...look, ...(cell.s as IStyleData | undefined) } });

/** Neighbouring rows of a kind as one range: a command for each of 5,000 rows takes a minute. */
function runsOf<T>(rows: readonly T[], wanted: (row: T) => boolean): { readonly first: number; readonly count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const [at, row] of rows.entries()) {
    if (!wanted(row)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.count === at) last.count++;
    else runs.push({ first: at, count: 1 });
  }
  return runs;
}

/** The Univer grid of this page. */
export class UniverHost implements WorkbookHost {
  readonly kind = 'web';
  readonly #univer: Univer;
  readonly #api: FUniver;
  readonly #marks = new Map<string, readonly Mark[]>();
  readonly #markWatchers = new Set<() => void>();
  /** Whether something beside the grid takes the keyboard after a jump. */
  keyboardTaken: () => boolean = () => false;

  constructor(univer: Univer, api: FUniver) {
    this.#univer = univer;
    this.#api = api;
  }

  /** The marks of a sheet as the pane gave them, words included. */
  marksOf(sheetId: string): readonly Mark[] {
    return this.#marks.get(sheetId) ?? [];
  }

  watchMarks(changed: () => void): void {
    this.#markWatchers.add(changed);
  }

  /** The grid is never blocked by an open cell. */
  watchWaiting(): () => void {
    return () => { /* nothing to stop */ };
  }

  watch(changed: (change: Change) => void): Promise<() => void> {
    const listening = this.#api.addEvent(this.#api.Event.CommandExecuted, ({ id }) => {
      if (cellMutations.test(id)) changed({ sheet: this.#api.getActiveWorkbook()?.getActiveSheet().getSheetName() ?? '' });
    });
    return Promise.resolve(() => listening.dispose());
  }

  async read(name?: string): Promise<SheetReading> {
    const sheet = this.#sheet(name);
    const range = sheet.getDataRange();
    const merged = sheet.getMergedRanges().map((area) => ({
      firstRow: area.getRow() + 1, firstColumn: area.getColumn() + 1, lastRow: area.getLastRow() + 1, lastColumn: area.getLastColumn() + 1,
    }));
    return { sheet: sheet.getSheetName(), row: range.getRow() + 1, column: range.getColumn() + 1, texts: shownTexts(range), merged };
  }

  write(blocks: readonly Block[], progress?: Progress): Promise<void> {
    return this.#asOneUndo(() => this.#writeAll(blocks, progress));
  }

  addSheet({ sheet: wanted, contents, widths, titles = 0, codeColumns = [] }: NewSheet, progress?: Progress): Promise<Area> {
    return this.#asOneUndo(async () => {
      const columns = contents[0]?.length ?? 0;
      const sheet = this.#insert(wanted, contents.length, columns);
      const area = { sheet: sheet.getSheetName(), row: 1, column: 1, rows: contents.length, columns };
      await this.#writeAll([{ ...area, contents, codeColumns }], progress);
      this.#widen(sheet, widths);
      for (let at = 0; at < titles; at++) {
        sheet.getRange(at, 0, 1, columns).merge().setValue({ s: titleStyle });
        sheet.setRowHeight(at, 44);
      }
      // A title runs over its neighbours instead of wrapping in a narrow column.
      for (const { first, count } of runsOf(contents, (row) => row.filter((content) => content !== '').length > 1)) sheet.getRange(first, 0, count, columns).setWrap(true).setVerticalAlignment('middle');
      return area;
    });
  }

  addTable(table: NewTable, progress?: Progress): Promise<Area> {
    return this.#asOneUndo(async () => {
      const top = table.title === undefined ? 1 : 2;
      const sheet = this.#insert(table.sheet, table.rows.length + top, table.headers.length);
      const name = sheet.getSheetName();
      if (table.title !== undefined) sheet.getRange(0, 0).setValue(cellOf(table.title, false));
      const { codeColumns } = table;
      const contents = [table.headers, ...table.rows];
      await this.#writeAll([{ sheet: name, row: top, column: 1, contents, ...(codeColumns === undefined ? {} : { codeColumns }) }], progress);
      sheet.getRange(top - 1, 0, 1, table.headers.length).setValues([table.headers.map((header) => ({ ...cellOf(header, false), s: headerStyle }))]);
      sheet.setFrozenRows(top);
      this.#widen(sheet, table.widths);
      const area = { sheet: name, row: top, column: 1, rows: contents.length, columns: table.headers.length };
      // The grid shows the name, and refuses one that reads as a cell or as its sheet.
      const added = await sheet.addTable(`表_${name.replaceAll(/[^\p{L}\p{N}_]/gu, '_')}`, { startRow: top - 1, startColumn: 0, endRow: top - 1 + table.rows.length, endColumn: table.headers.length - 1 });
      if (!added) throw new HostFault('GeneralException', 'addTable');
      return area;
    });
  }

  async jump(area: Area): Promise<void> {
    const sheet = this.#sheet(area.sheet);
    this.#book().setActiveSheet(sheet);
    const merged = area.rows === 1 && area.columns === 1 ? sheet.getCellMergeData(area.row - 1, area.column - 1) : undefined;
    (merged ?? sheet.getRange(area.row - 1, area.column - 1, area.rows, area.columns)).activate();
    sheet.scrollToCell(Math.max(area.row - 3, 0), Math.max(area.column - 3, 0));
    if (!this.keyboardTaken()) this.#focus();
  }

  async mark(name: string, marks: readonly Mark[]): Promise<void> {
    const sheet = this.#sheet(name);
    const place = { unitId: this.#book().getId(), subUnitId: sheet.getSheetId() };
    for (const rule of sheet.getConditionalFormattingRules()) {
      if ((rule.rule as { value?: unknown }).value === markFormula) this.#apply('sheet.mutation.delete-conditional-rule', { ...place, cfId: rule.cfId });
    }
    for (const weight of ['advice', 'warning', 'error'] as const) {
      const ranges: IRange[] = marks.filter((mark) => mark.weight === weight).map(({ area }) => sheet.getRange(area.row - 1, area.column - 1, area.rows, area.columns).getRange());
      if (ranges.length === 0) continue;
      const rule = sheet.newConditionalFormattingRule().whenFormulaSatisfied(markFormula).setRanges(ranges).setBackground(colours[weight]).build();
      this.#apply('sheet.mutation.add-conditional-rule', { ...place, rule });
    }
    this.#marks.set(sheet.getSheetId(), marks);
    for (const changed of this.#markWatchers) changed();
  }

  async offerChoices(choices: readonly Choices[]): Promise<void> {
    for (const { area, values } of choices) {
      const rule = this.#api.newDataValidation().requireValueInList([...values], false, true).setAllowInvalid(true).setOptions({ showErrorMessage: false, renderMode: DataValidationRenderMode.ARROW }).build();
      this.#sheet(area.sheet).getRange(area.row - 1, area.column - 1, area.rows, area.columns).setDataValidation(rule);
    }
  }

  async selection(): Promise<Area> {
    return this.selectionNow();
  }

  selectionNow(): Area {
    const sheet = this.#sheet();
    const range = sheet.getActiveRange() ?? sheet.getRange(0, 0);
    return { sheet: sheet.getSheetName(), row: range.getRow() + 1, column: range.getColumn() + 1, rows: range.getHeight(), columns: range.getWidth() };
  }

  async readPart(namespace: string): Promise<string | null> {
    const part: unknown = this.#book().getCustomMetadata()?.[namespace];
    return typeof part === 'string' ? part : null;
  }

  async writePart(namespace: string, xml: string): Promise<void> {
    const book = this.#book();
    book.setCustomMetadata({ ...book.getCustomMetadata(), [namespace]: xml });
  }

  async openWindow(address: string): Promise<void> {
    window.open(new URL(address, location.href), '_blank', 'noopener');
  }

  /** Whoever goes to a cell means to type there. */
  #focus(): void {
    [...document.querySelectorAll<HTMLCanvasElement>('canvas[data-u-comp="render-canvas"]')].find((canvas) => canvas.width > 0)?.focus();
  }

  async #writeAll(blocks: readonly Block[], progress?: Progress): Promise<void> {
    const total = blocks.reduce((sum, { contents }) => sum + contents.length * (contents[0]?.length ?? 0), 0);
    let done = 0;
    for (const block of blocks) done = await this.#writeBlock(block, done, (now) => progress?.(now, total));
  }

  async #writeBlock(block: Block, before: number, progress: (done: number) => void): Promise<number> {
    const sheet = this.#sheet(block.sheet);
    const width = block.contents[0]?.length ?? 0;
    if (width === 0) return before;
    this.#grow(sheet, block.row + block.contents.length, block.column + width);
    const codes = new Set(block.codeColumns);
    const { likeRow } = block;
    const looks = likeRow === undefined ? [] : Array.from({ length: width }, (_, column) => sheet.getRange(likeRow - 1, block.column - 1 + column).getCellStyleData());
    const step = Math.max(1, Math.floor(largestBlock / width));
    let done = before;
    for (let from = 0; from < block.contents.length; from += step) {
      const rows = block.contents.slice(from, from + step);
      sheet.getRange(block.row - 1 + from, block.column - 1, rows.length, width).setValues(rows.map((row) => row.map((content, column) => dressed(cellOf(content, codes.has(column)), looks[column]))));
      done += rows.length * width;
      if (likeRow !== undefined) sheet.setRowAutoHeight(block.row - 1 + from, rows.length);
      progress(done);
      // The page stays alive between blocks.
      await new Promise((resolve) => setTimeout(resolve));
    }
    return done;
  }

  #insert(wanted: string, rows: number, columns: number): Sheet {
    const book = this.#book();
    const name = freeSheetName(wanted, book.getSheets().map((sheet) => sheet.getSheetName()));
    return book.insertSheet(name, { sheet: { rowCount: Math.max(rows + 50, 100), columnCount: Math.max(columns + 4, 16) } });
  }

  #widen(sheet: Sheet, widths: readonly number[] = []): void {
    for (const [index, width] of widths.entries()) sheet.setColumnWidth(index, width * 8 + 12);
  }

  #grow(sheet: Sheet, rows: number, columns: number): void {
    if (sheet.getMaxRows() < rows) sheet.insertRowsAfter(sheet.getMaxRows() - 1, rows - sheet.getMaxRows());
    if (sheet.getMaxColumns() < columns) sheet.insertColumnsAfter(sheet.getMaxColumns() - 1, columns - sheet.getMaxColumns());
  }

  async #asOneUndo<T>(act: () => Promise<T>): Promise<T> {
    const batch = this.#univer.__getInjector().get(IUndoRedoService).__tempBatchingUndoRedo(this.#book().getId());
    try {
      return await act();
    } finally {
      batch.dispose();
    }
  }

  /** Mutations leave the user's undo alone, commands would not. */
  #apply(mutation: string, params: object): void {
    void this.#api.executeCommand(mutation, params);
  }

  #book() {
    const book = this.#api.getActiveWorkbook();
    if (book === null) throw new HostFault('GridGone');
    return book;
  }

  #sheet(name?: string): Sheet {
    const book = this.#book();
    const sheet = name === undefined ? book.getActiveSheet() : book.getSheetByName(name);
    if (sheet === null) throw new HostFault('ItemNotFound', name);
    return sheet;
  }
}
