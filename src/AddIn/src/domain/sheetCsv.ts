import type { SheetReading } from '../ports/WorkbookHost';

/** The sheet as delimited text with every row and column at its own number, so that what the service says of a cell is true of the sheet. */
export function sheetAsCsv(reading: SheetReading): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const indent = ','.repeat(reading.column - 1);
  const lines = reading.texts.map((texts) => indent + texts.map(cell).join(','));
  return `${'\n'.repeat(reading.row - 1)}${lines.join('\n')}\n`;
}
