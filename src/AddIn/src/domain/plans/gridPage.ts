import type { SheetReading } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';

/** A sheet as the service reads it: only cells with text, rows and columns from 1. */
export const gridPage = ({ sheet, row, column, texts, merged }: SheetReading): Schemas['GridPage'] => ({
  name: sheet,
  cells: texts.flatMap((cells, down) => cells.flatMap((text, right) => (text === '' ? [] : [{ row: row + down, column: column + right, text }]))),
  merged: merged.map((area) => ({ ...area })),
});
