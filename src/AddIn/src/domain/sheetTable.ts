import type { MergedArea } from '../ports/WorkbookHost';

/** Some rows of a sheet as somebody sees them: a text for each cell, rows and columns from 1. */
export interface SheetRows {
  readonly row: number;
  readonly texts: readonly (readonly string[])[];
  /** Merged areas that reach into these rows, wherever they begin. */
  readonly merged: readonly MergedArea[];
}

export interface TableCell {
  /** Where the content stands: for a merged area its first cell, which may lie above these rows. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly rows: number;
  readonly columns: number;
}

/** The cells of each row that a table needs: a merged area once, as large as it is within these rows. */
export function tableCells({ row, texts, merged }: SheetRows, textAt: (row: number, column: number) => string): TableCell[][] {
  const last = row + texts.length - 1;
  const width = texts[0]?.length ?? 0;
  const areas = merged.filter(({ firstRow, lastRow, firstColumn }) => firstRow <= last && lastRow >= row && firstColumn <= width);
  const covering = new Map<string, MergedArea>();
  for (const area of areas) {
    for (let down = Math.max(area.firstRow, row); down <= Math.min(area.lastRow, last); down++) {
      for (let right = area.firstColumn; right <= Math.min(area.lastColumn, width); right++) covering.set(`${down} ${right}`, area);
    }
  }
  return texts.map((cells, at) => cells.flatMap((text, index) => {
    const [down, right] = [row + at, index + 1];
    const area = covering.get(`${down} ${right}`);
    if (area === undefined) return [{ row: down, column: right, text, rows: 1, columns: 1 }];
    const top = Math.max(area.firstRow, row);
    if (down !== top || right !== area.firstColumn) return [];
    return [{
      row: area.firstRow, column: area.firstColumn, text: area.firstRow < row ? textAt(area.firstRow, area.firstColumn) : text,
      rows: Math.min(area.lastRow, last) - top + 1, columns: Math.min(area.lastColumn, width) - area.firstColumn + 1,
    }];
  }));
}

/** The first row of the page that holds a row. */
export const pageOf = (row: number, size: number): number => Math.floor((row - 1) / size) * size + 1;
