/**
 * A strict stand-in for the part of Office.js that hosts/excel uses: nothing happens before sync, a property that was not loaded throws, a failing
 * statement fails the whole rest of its batch, objects die with their run, sizes are limited, any error can be ordered at any sync.
 */
import { columnName } from '../../src/domain/places';

export interface Cell { value: string | number; format: string }
export interface Format { id: string; formula: string; address: string; color: string }

export class FakeSheet {
  readonly cells = new Map<string, Cell>();
  readonly formats: Format[] = [];
  readonly lists = new Map<string, string>();
  readonly tables: string[] = [];
  readonly merged: { rowIndex: number; columnIndex: number; rowCount: number; columnCount: number }[] = [];
  isProtected = false;
  name: string;

  constructor(name: string) {
    this.name = name;
  }

  text(row: number, column: number): string {
    const cell = this.cells.get(`${row},${column}`);
    return typeof cell?.value === 'number' ? shown(cell.value, cell.format) : cell?.value ?? '';
  }

  /** As Excel takes it: text cells keep everything, an apostrophe keeps the rest, other texts may become numbers. */
  put(row: number, column: number, given: string | number): void {
    const key = `${row},${column}`;
    const format = this.cells.get(key)?.format ?? 'General';
    const text = String(given);
    const value = format === '@' ? text : text.startsWith("'") ? text.slice(1) : /^[=+-]/.test(text) ? '#NAME?' : /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : given;
    if (value === '') this.cells.delete(key);
    else this.cells.set(key, { value, format });
  }
}

/** As Excel shows a number under the few formats in use. */
function shown(value: number, format: string): string {
  const ratio = /^0(?:\.(0+))?%$/.exec(format);
  if (ratio !== null) return `${(value * 100).toFixed(ratio[1]?.length ?? 0)}%`;
  if (!format.startsWith('yyyy')) return String(value);
  const date = new Date(Date.UTC(1899, 11, 30) + value * 86_400_000);
  const parts: Readonly<Record<string, string>> = { yyyy: String(date.getUTCFullYear()), mm: String(date.getUTCMonth() + 1).padStart(2, '0'), m: String(date.getUTCMonth() + 1), dd: String(date.getUTCDate()).padStart(2, '0'), d: String(date.getUTCDate()) };
  return format.replaceAll('"', '').replaceAll(/yyyy|mm?|dd?/g, (part) => parts[part]!);
}

export class OfficeError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`${code} was ordered`);
    this.code = code;
  }
}

const payloadLimit = 5 * 1024 * 1024;
const cellLimit = 5_000_000;

export class FakeExcel {
  sheets: FakeSheet[] = [new FakeSheet('Sheet1')];
  active: FakeSheet = this.sheets[0]!;
  parts: { namespace: string; xml: string }[] = [];
  selection = { sheet: 'Sheet1', row: 0, column: 0, rows: 1, columns: 1 };
  syncs = 0;
  emptySyncs = 0;
  runs: object[] = [];
  listeners: (() => Promise<void>)[] = [];
  /** Fails the sync of this number (from 1, over all runs) with this code. */
  order: { at: number; code: string } | null = null;
  supports = (_set: string, version: string): boolean => Number(version.split('.')[1]) <= 20;

  sheet(name: string): FakeSheet {
    const found = this.sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw new OfficeError('ItemNotFound');
    return found;
  }

  /** Puts itself in the place of the globals Excel and Office. */
  install(): void {
    Object.assign(globalThis, {
      Excel: { run: (options: object, act: (context: Context) => Promise<unknown>) => this.run(options, act), ConditionalFormatType: { custom: 'Custom' } },
      Office: { context: { requirements: { isSetSupported: (set: string, version: string) => this.supports(set, version) } } },
    });
  }

  async run<T>(options: object, act: (context: Context) => Promise<T>): Promise<T> {
    this.runs.push(options);
    const context = new Context(this);
    try {
      return await act(context);
    } finally {
      context.dead = true;
    }
  }
}

type Statement = () => void;

export class Context {
  readonly book: FakeExcel;
  dead = false;
  #queue: { statement: Statement; bytes: number }[] = [];

  constructor(book: FakeExcel) {
    this.book = book;
  }

  say(statement: Statement, bytes = 64): void {
    if (this.dead) throw new Error('the object outlived its Excel.run');
    this.#queue.push({ statement, bytes });
  }

  async sync(): Promise<void> {
    const queue = this.#queue;
    this.#queue = [];
    const number = ++this.book.syncs;
    if (queue.length === 0) this.book.emptySyncs++;
    await Promise.resolve();
    if (this.book.order?.at === number) throw new OfficeError(this.book.order.code);
    if (queue.reduce((sum, { bytes }) => sum + bytes, 0) > payloadLimit) throw new OfficeError('RequestPayloadSizeLimitExceeded');
    for (const { statement } of queue) statement();
  }

  get workbook() {
    const { book } = this;
    const sheets = new Loadable(this, () => ({ items: book.sheets.map((sheet) => ({ name: sheet.name })) }));
    const event = { add: (listener: () => Promise<void>) => { this.say(() => book.listeners.push(listener)); return { context: this, remove: () => { book.listeners = book.listeners.filter((one) => one !== listener); } }; } };
    return {
      worksheets: sheets.with({
        getItem: (name: string) => sheetRef(this, () => book.sheet(name)),
        getItemOrNullObject: (name: string) => sheetRef(this, () => book.sheets.find((one) => one.name === name) ?? null),
        getActiveWorksheet: () => sheetRef(this, () => book.active),
        add: (name: string) => {
          const added = new FakeSheet(name);
          this.say(() => {
            if (book.sheets.some((one) => one.name === name)) throw new OfficeError('ItemAlreadyExists');
            book.sheets.push(added);
          });
          return sheetRef(this, () => added);
        },
        onChanged: event, onActivated: event, onDeleted: event,
      }),
      getSelectedRange: () => new Loadable(this, () => ({
        rowIndex: book.selection.row, columnIndex: book.selection.column, rowCount: book.selection.rows, columnCount: book.selection.columns, worksheet: { name: book.selection.sheet },
      })),
      customXmlParts: {
        getByNamespace: (namespace: string) => ({ getOnlyItemOrNullObject: () => {
          const find = () => book.parts.find((part) => part.namespace === namespace) ?? null;
          return new Loadable(this, () => find() && { id: namespace }).with({
            getXml: () => new Loadable(this, () => ({ value: find()!.xml }), true),
            setXml: (xml: string) => this.say(() => { find()!.xml = xml; }, xml.length),
          });
        } }),
        add: (xml: string) => this.say(() => book.parts.push({ namespace: /xmlns="([^"]*)"/.exec(xml)![1]!, xml }), xml.length),
      },
    };
  }
}

/** An object whose properties are there only after load and sync. */
class Loadable {
  constructor(context: Context, read: () => object | null, loadedByCall = false) {
    const known = new Map<string, unknown>();
    const load = (names: string): void => context.say(() => {
      const values = read() as Record<string, unknown> | null;
      known.set('isNullObject', values === null);
      for (const name of names.split(',')) {
        const first = name.trim().split('/')[0]!;
        if (values !== null) known.set(first, values[first]);
      }
    });
    if (loadedByCall) load('value');
    const extra: Record<string, unknown> = { load, with: (more: object) => { Object.assign(extra, more); return proxy; } };
    const proxy: Loadable = new Proxy(this, {
      get: (_, name) => {
        if (typeof name === 'symbol' || name === 'then') return undefined;
        if (name in extra) return extra[name];
        if (!known.has(name)) throw new Error(`PropertyNotLoaded: ${name}`);
        return known.get(name);
      },
      set: (_, name, value) => {
        const set = extra[`set ${String(name)}`] as ((value: unknown) => void) | undefined;
        if (set === undefined) throw new Error(`nobody sets ${String(name)}`);
        set(value);
        return true;
      },
    });
    return proxy;
  }

  declare with: <T extends object>(more: T) => Loadable & T;
}

function sheetRef(context: Context, find: () => FakeSheet | null): object {
  const it = (): FakeSheet => find() ?? (() => { throw new OfficeError('ItemNotFound'); })();
  return new Loadable(context, () => { const sheet = find(); return sheet && { name: sheet.name }; }).with({
    protection: new Loadable(context, () => ({ protected: find()?.isProtected ?? false })),
    activate: () => context.say(() => { context.book.active = it(); }),
    getRange: (address?: string) => (address === undefined ? wholeSheet(context, it) : rangeRef(context, it, 0, 0, 1, 1)),
    getRanges: (address: string) => ({ conditionalFormats: { add: () => addFormat(context, it, address) } }),
    getRangeByIndexes: (row: number, column: number, rows: number, columns: number) => rangeRef(context, it, row, column, rows, columns),
    getUsedRangeOrNullObject: () => new Loadable(context, () => used(it())),
    tables: { add: (range: { address: string }) => context.say(() => { it().tables.push(range.address); }) },
    freezePanes: { freezeRows: () => context.say(() => { it(); }) },
  });
}

function used(sheet: FakeSheet): object | null {
  const places = [...sheet.cells.keys()].map((key) => key.split(',').map(Number) as [number, number]);
  if (places.length === 0) return null;
  const [top, left] = [Math.min(...places.map(([row]) => row)), Math.min(...places.map(([, column]) => column))];
  const [bottom, right] = [Math.max(...places.map(([row]) => row)), Math.max(...places.map(([, column]) => column))];
  if ((bottom - top + 1) * (right - left + 1) > cellLimit) throw new OfficeError('ResponsePayloadSizeLimitExceeded');
  return { rowIndex: top, columnIndex: left, text: Array.from({ length: bottom - top + 1 }, (_, down) => Array.from({ length: right - left + 1 }, (__, across) => sheet.text(top + down, left + across))) };
}

function wholeSheet(context: Context, it: () => FakeSheet): object {
  return {
    getMergedAreasOrNullObject: () => new Loadable(context, () => (it().merged.length === 0 ? null : { areas: { items: it().merged } })),
    conditionalFormats: new Loadable(context, () => ({ items: it().formats.map((one) => ({
      id: one.id, customOrNullObject: { isNullObject: false, rule: { formula: one.formula } }, delete: () => context.say(() => { it().formats.splice(it().formats.indexOf(one), 1); }),
    })) })),
  };
}

let formats = 0;

function addFormat(context: Context, it: () => FakeSheet, address: string): object {
  const made: Format = { id: `f${++formats}`, formula: '', address, color: '' };
  context.say(() => { it().formats.push(made); }, address.length);
  const rule = {}, fill = {};
  Object.defineProperty(rule, 'formula', { set: (value: string) => { context.say(() => { made.formula = value; }); } });
  Object.defineProperty(fill, 'color', { set: (value: string) => { context.say(() => { made.color = value; }); } });
  return { custom: { rule, format: { fill } } };
}

function rangeRef(context: Context, it: () => FakeSheet, row: number, column: number, rows: number, columns: number): object {
  const address = `${columnName(column + 1)}${row + 1}:${columnName(column + columns)}${row + rows}`;
  const quiet: object = new Proxy({}, { set: () => { context.say(() => { it(); }); return true; }, get: (_, name) => (name === 'font' ? quiet : name === 'autofitRows' ? () => context.say(() => { it(); }) : undefined) });
  const self = new Loadable(context, () => ({ rowIndex: row, columnIndex: column })).with({
    address,
    format: quiet,
    dataValidation: new Proxy({}, { set: (_, name, value) => {
      context.say(() => { if (name === 'rule') it().lists.set(address, (value as { list: { source: string } }).list.source); });
      return true;
    } }),
    select: () => context.say(() => {
      if (context.book.active !== it()) throw new OfficeError('InvalidArgument');
      context.book.selection = { sheet: it().name, row, column, rows, columns };
    }),
    merge: () => context.say(() => { it().merged.push({ rowIndex: row, columnIndex: column, rowCount: rows, columnCount: columns }); }),
    getColumn: (offset: number) => rangeRef(context, it, row, column + offset, rows, 1),
    'set numberFormat': (value: unknown) => context.say(() => each(rows, columns, (down, across) => {
      const key = `${row + down},${column + across}`;
      const format = Array.isArray(value) ? (value as (string | null)[][])[down]![across] : String(value);
      if (format !== null && format !== undefined) it().cells.set(key, { value: it().cells.get(key)?.value ?? '', format });
    })),
    copyFrom: (source: object, type: string) => {
      if (type !== 'Formats') throw new OfficeError('InvalidArgument');
      const [fromRow, fromColumn] = places.get(source)!;
      context.say(() => each(rows, columns, (down, across) => {
        const key = `${row + down},${column + across}`;
        it().cells.set(key, { value: it().cells.get(key)?.value ?? '', format: it().cells.get(`${fromRow},${fromColumn + across}`)?.format ?? 'General' });
      }));
    },
    'set values': (values: (string | number)[][]) => {
      if (values.length !== rows || values.some((one) => one.length !== columns)) throw new OfficeError('InvalidArgument');
      context.say(() => each(rows, columns, (down, across) => it().put(row + down, column + across, values[down]![across]!)), JSON.stringify(values).length * 2);
    },
  });
  places.set(self, [row, column]);
  return self;
}

const places = new WeakMap<object, readonly [row: number, column: number]>();

function each(rows: number, columns: number, act: (down: number, across: number) => void): void {
  for (let down = 0; down < rows; down++) for (let across = 0; across < columns; across++) act(down, across);
}
