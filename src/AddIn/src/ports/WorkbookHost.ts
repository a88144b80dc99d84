/** Rows and columns count from 1, as people do. */
export interface Area {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface MergedArea {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** What a sheet shows: the text of each cell as it is displayed, from the first used cell on. */
export interface SheetReading {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly texts: readonly (readonly string[])[];
  readonly merged: readonly MergedArea[];
}

/** A number and how it is shown, in the workbook's own codes such as 0% or yyyy-mm-dd. */
export interface FormattedNumber { readonly number: number; readonly format: string }

export type CellContent = string | number | FormattedNumber;

/** New contents of a rectangle. Texts stay texts, whatever character they begin with. */
export interface Block {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly contents: readonly (readonly CellContent[])[];
  /** Offsets of columns that hold codes, telephone or certificate numbers: they become text cells. */
  readonly codeColumns?: readonly number[];
  /** A row of the sheet whose look the new rows take over, cell by cell: fonts, borders, wrapping, how numbers are shown. They grow to their texts. */
  readonly likeRow?: number;
}

/** A sheet of its own. */
export interface NewSheet {
  /** Wanted name; where it is taken a number is appended. */
  readonly sheet: string;
  readonly contents: readonly (readonly CellContent[])[];
  /** How many of the first rows are titles: one cell over all columns, centred and large. */
  readonly titles?: number;
  /** Offsets of columns that hold codes. */
  readonly codeColumns?: readonly number[];
  /** Characters, one a column. */
  readonly widths?: readonly number[];
}

/** A sheet of its own with a table on it. */
export interface NewTable {
  /** Wanted name; where it is taken a number is appended. */
  readonly sheet: string;
  readonly title?: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly CellContent[])[];
  readonly codeColumns?: readonly number[];
  /** Characters, one a column. */
  readonly widths?: readonly number[];
}

export interface Mark {
  readonly area: Area;
  readonly weight: 'error' | 'warning' | 'advice';
  /** What is wrong, for whoever does not see colours; Excel's own cells have no place for it. */
  readonly says?: string;
}

/** A drop-down for cells; other texts stay allowed. */
export interface Choices {
  readonly area: Area;
  readonly values: readonly string[];
}

export interface Change {
  readonly sheet: string;
}

/** The user's workbook, in Excel or in the browser's grid. Every member may reject with a HostFault. */
export interface WorkbookHost {
  readonly kind: 'excel' | 'web';
  /** Tells of changes made by anybody; a change may be told late, twice or not at all, so read again. */
  watch(changed: (change: Change) => void): Promise<() => void>;
  /** Tells when a call waits longer than a second, most likely for a cell that is being edited. */
  watchWaiting(told: (waiting: boolean) => void): () => void;
  /** The named sheet, or the one in front. */
  read(sheet?: string): Promise<SheetReading>;
  /** One step for the user's undo. */
  write(blocks: readonly Block[], progress?: (done: number, of: number) => void): Promise<void>;
  /** Where the contents stand. */
  addSheet(sheet: NewSheet, progress?: (done: number, of: number) => void): Promise<Area>;
  /** Where the table stands, header row included. */
  addTable(table: NewTable, progress?: (done: number, of: number) => void): Promise<Area>;
  jump(area: Area): Promise<void>;
  /** Replaces all former marks of the sheet. */
  mark(sheet: string, marks: readonly Mark[]): Promise<void>;
  offerChoices(choices: readonly Choices[]): Promise<void>;
  selection(): Promise<Area>;
  /** A document of ours kept inside the workbook; null where there is none. */
  readPart(namespace: string): Promise<string | null>;
  writePart(namespace: string, xml: string): Promise<void>;
  /** Opens an address of the service outside the pane. */
  openWindow(address: string): Promise<void>;
}

export const largestBlock = 20_000;
