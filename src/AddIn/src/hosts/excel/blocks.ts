import { largestBlock, type Block } from '../../ports/WorkbookHost';
import { keptAsText } from './texts';

export const cellsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { contents }) => sum + contents.length * (contents[0]?.length ?? 0), 0);

/** The same content in pieces of at most 20,000 cells. */
export function blocksOf(block: Block): Block[] {
  const width = block.contents[0]?.length ?? 0;
  if (width === 0) return [];
  const step = Math.max(1, Math.floor(largestBlock / width));
  const pieces: Block[] = [];
  for (let from = 0; from < block.contents.length; from += step) pieces.push({ ...block, row: block.row + from, contents: block.contents.slice(from, from + step) });
  return pieces;
}

/** Text format goes before the values: a code written into a general cell has already lost digits. */
export function placeBlock(sheet: Excel.Worksheet, { row, column, contents, codeColumns, likeRow }: Block): void {
  const width = contents[0]!.length;
  const range = sheet.getRangeByIndexes(row - 1, column - 1, contents.length, width);
  if (likeRow !== undefined) range.copyFrom(sheet.getRangeByIndexes(likeRow - 1, column - 1, 1, width), 'Formats');
  const codes = new Set(codeColumns);
  for (const offset of codes) range.getColumn(offset).numberFormat = '@' as unknown as string[][];
  const formats = contents.map((cells) => cells.map((content, offset) => (typeof content === 'object' && !codes.has(offset) ? content.format : null)));
  // Excel leaves alone what is null.
  if (formats.some((line) => line.some((format) => format !== null))) range.numberFormat = formats as string[][];
  range.values = contents.map((cells) => cells.map((content, offset) => {
    const value = typeof content === 'object' ? content.number : content;
    return codes.has(offset) ? value : keptAsText(value);
  }));
  if (likeRow !== undefined) range.format.autofitRows();
}

/** As the service's own workbooks have it: 小标宋, centred over the table. */
export function dressTitle(row: Excel.Range): void {
  row.merge();
  row.format.font.name = '方正小标宋简体';
  row.format.font.size = 18;
  row.format.horizontalAlignment = 'Center';
  row.format.verticalAlignment = 'Center';
  row.format.rowHeight = 33;
}

/** Characters to points, near enough for both scripts. */
export function widen(sheet: Excel.Worksheet, widths: readonly number[] = []): void {
  for (const [index, width] of widths.entries()) sheet.getRangeByIndexes(0, index, 1, 1).format.columnWidth = width * 6 + 8;
}
