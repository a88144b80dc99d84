import { freeSheetName } from '../../domain/sheetNames';
import { HostFault } from '../../ports/HostFault';
import type { Area, Block, Change, Choices, Mark, NewSheet, NewTable, SheetReading, WorkbookHost } from '../../ports/WorkbookHost';
import { blocksOf, cellsOf, dressTitle, placeBlock, widen } from './blocks';
import { hostFault } from './faults';
import { deleteMarks, drawMarks } from './marks';
import { offer } from './choices';
import { readSheet } from './reading';

type Progress = (done: number, of: number) => void;
const patience = 1000;

/** Excel through Office.js. Every member is one Excel.run with the fewest syncs; nothing here clears the user's undo. */
export class ExcelHost implements WorkbookHost {
  readonly kind = 'excel';
  readonly #waiters = new Set<(waiting: boolean) => void>();

  watchWaiting(told: (waiting: boolean) => void): () => void {
    this.#waiters.add(told);
    return () => this.#waiters.delete(told);
  }

  async watch(changed: (change: Change) => void): Promise<() => void> {
    const tell = async (): Promise<void> => changed({ sheet: '' });
    const handlers = await this.#run(async (context) => {
      const { worksheets } = context.workbook;
      const added = [worksheets.onChanged.add(tell), worksheets.onActivated.add(tell), worksheets.onDeleted.add(tell)];
      await context.sync();
      return added;
    });
    return () => void Excel.run(handlers[0]!.context, async (context) => {
      for (const handler of handlers) (handler as { remove(): void }).remove();
      await context.sync();
    }).catch(() => { /* the workbook is closing */ });
  }

  read(sheet?: string): Promise<SheetReading> {
    return this.#run((context) => readSheet(context, sheet));
  }

  write(blocks: readonly Block[], progress?: Progress): Promise<void> {
    return this.#change(async (context) => {
      const sheets = await this.#writable(context, [...new Set(blocks.map(({ sheet }) => sheet))]);
      const total = cellsOf(blocks);
      let done = 0;
      for (const block of blocks.flatMap(blocksOf)) {
        placeBlock(sheets.get(block.sheet)!, block);
        await context.sync();
        done += cellsOf([block]);
        progress?.(done, total);
      }
    });
  }

  addSheet({ sheet: wanted, contents, widths, titles = 0, codeColumns = [] }: NewSheet, progress?: Progress): Promise<Area> {
    return this.#change(async (context) => {
      const { name, sheet } = await this.#added(context, wanted);
      const area = { sheet: name, row: 1, column: 1, rows: contents.length, columns: contents[0]?.length ?? 0 };
      await this.#fill(context, sheet, { ...area, contents, codeColumns }, progress, () => {
        sheet.getRangeByIndexes(0, 0, area.rows, area.columns).format.wrapText = true;
        // A title runs over its neighbours instead of wrapping in a narrow column.
        for (const [at, row] of contents.entries()) if (row.filter((content) => content !== '').length === 1) sheet.getRangeByIndexes(at, 0, 1, 1).format.wrapText = false;
        widen(sheet, widths);
        for (let at = 0; at < titles; at++) dressTitle(sheet.getRangeByIndexes(at, 0, 1, area.columns));
        sheet.activate();
      });
      return area;
    });
  }

  addTable(table: NewTable, progress?: Progress): Promise<Area> {
    return this.#change(async (context) => {
      const { name, sheet } = await this.#added(context, table.sheet);
      const row = table.title === undefined ? 1 : 2;
      if (table.title !== undefined) sheet.getRange('A1').values = [[table.title]];
      const { codeColumns, headers, rows } = table;
      const block = { sheet: name, row, column: 1, contents: [headers, ...rows], ...(codeColumns === undefined ? {} : { codeColumns }) };
      await this.#fill(context, sheet, block, progress, () => this.#dress(sheet, table, row));
      return { sheet: name, row, column: 1, rows: rows.length + 1, columns: headers.length };
    });
  }

  jump({ sheet, row, column, rows, columns }: Area): Promise<void> {
    return this.#run(async (context) => {
      const target = context.workbook.worksheets.getItem(sheet);
      target.activate();
      target.getRangeByIndexes(row - 1, column - 1, rows, columns).select();
      await context.sync();
    });
  }

  mark(sheet: string, marks: readonly Mark[]): Promise<void> {
    return this.#change(async (context) => {
      const target = context.workbook.worksheets.getItem(sheet);
      const deleted = await deleteMarks(context, target);
      if (drawMarks(target, marks) || deleted) await context.sync();
    });
  }

  offerChoices(choices: readonly Choices[]): Promise<void> {
    if (choices.length === 0) return Promise.resolve();
    return this.#change(async (context) => {
      offer(context, choices);
      await context.sync();
    });
  }

  selection(): Promise<Area> {
    return this.#run(async (context) => {
      const range = context.workbook.getSelectedRange();
      range.load('rowIndex,columnIndex,rowCount,columnCount,worksheet/name');
      await context.sync();
      return { sheet: range.worksheet.name, row: range.rowIndex + 1, column: range.columnIndex + 1, rows: range.rowCount, columns: range.columnCount };
    });
  }

  readPart(namespace: string): Promise<string | null> {
    return this.#run(async (context) => {
      const part = context.workbook.customXmlParts.getByNamespace(namespace).getOnlyItemOrNullObject();
      part.load('id');
      await context.sync();
      if (part.isNullObject) return null;
      const xml = part.getXml();
      await context.sync();
      return xml.value;
    });
  }

  writePart(namespace: string, xml: string): Promise<void> {
    return this.#change(async (context) => {
      const { customXmlParts } = context.workbook;
      const part = customXmlParts.getByNamespace(namespace).getOnlyItemOrNullObject();
      part.load('id');
      await context.sync();
      if (part.isNullObject) customXmlParts.add(xml);
      else part.setXml(xml);
      await context.sync();
    });
  }

  async openWindow(address: string): Promise<void> {
    const url = new URL(address, location.href).href;
    if (Office.context.requirements.isSetSupported('OpenBrowserWindowApi', '1.1')) Office.context.ui.openBrowserWindow(url);
    else window.open(url, '_blank', 'noopener');
  }

  /** The sheets, once they are known to exist and to be open for changes, so that nothing is half-written. */
  async #writable(context: Excel.RequestContext, names: readonly string[]): Promise<Map<string, Excel.Worksheet>> {
    const sheets = new Map(names.map((name) => [name, context.workbook.worksheets.getItemOrNullObject(name)]));
    for (const sheet of sheets.values()) {
      sheet.load('name');
      sheet.protection.load('protected');
    }
    await context.sync();
    for (const [name, sheet] of sheets) {
      if (sheet.isNullObject) throw new HostFault('ItemNotFound', name);
      if (sheet.protection.protected) throw new HostFault('AccessDenied', name);
    }
    return sheets;
  }

  async #added(context: Excel.RequestContext, wanted: string): Promise<{ name: string; sheet: Excel.Worksheet }> {
    const { worksheets } = context.workbook;
    worksheets.load('items/name');
    await context.sync();
    const name = freeSheetName(wanted, worksheets.items.map((sheet) => sheet.name));
    return { name, sheet: worksheets.add(name) };
  }

  /** Values block by block; the finishing touches travel with the last one. */
  async #fill(context: Excel.RequestContext, sheet: Excel.Worksheet, block: Block, progress: Progress | undefined, finish: () => void): Promise<void> {
    const parts = blocksOf(block);
    const total = cellsOf(parts);
    let done = 0;
    for (const [index, part] of parts.entries()) {
      placeBlock(sheet, part);
      if (index === parts.length - 1) finish();
      await context.sync();
      done += cellsOf([part]);
      progress?.(done, total);
    }
  }

  #dress(sheet: Excel.Worksheet, table: NewTable, row: number): void {
    const range = sheet.getRangeByIndexes(row - 1, 0, table.rows.length + 1, table.headers.length);
    sheet.tables.add(range, true);
    widen(sheet, table.widths);
    sheet.freezePanes.freezeRows(row);
    sheet.activate();
  }

  #change<T>(act: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
    // One step for the user's undo, where this Excel knows how.
    return this.#run(act, Office.context.requirements.isSetSupported('ExcelApi', '1.20') ? { mergeUndoGroup: true } : {});
  }

  async #run<T>(act: (context: Excel.RequestContext) => Promise<T>, options: Excel.RunOptions = {}): Promise<T> {
    let hinted = false;
    const hint = setTimeout(() => {
      hinted = true;
      this.#tell(true);
    }, patience);
    try {
      return await Excel.run({ delayForCellEdit: true, ...options }, act);
    } catch (thrown) {
      throw hostFault(thrown);
    } finally {
      clearTimeout(hint);
      if (hinted) this.#tell(false);
    }
  }

  #tell(waiting: boolean): void {
    for (const told of this.#waiters) told(waiting);
  }
}
