import type { IRange } from '@univerjs/presets';

/** A1:C2 or A1 as Univer counts: from 0, both ends included. */
export function rangeOf(reference: string): IRange {
  const [first, last = first] = reference.split(':');
  const [startRow, startColumn] = cellOf(first!);
  const [endRow, endColumn] = cellOf(last!);
  return { startRow, startColumn, endRow, endColumn };
}

export const referenceOf = ({ startRow, startColumn, endRow, endColumn }: IRange): string => {
  const first = `${columnName(startColumn)}${startRow + 1}`;
  const last = `${columnName(endColumn)}${endRow + 1}`;
  return first === last ? first : `${first}:${last}`;
};

function cellOf(reference: string): [row: number, column: number] {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) throw new RangeError(`no cell: ${reference}`);
  return [Number(digits) - 1, letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1];
}

function columnName(column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** Excel's characters to pixels at 96 dpi (ECMA-376 part 1 §18.3.1.13 with a digit of 7 px) and back. */
export const pixelsOfWidth = (characters: number): number => Math.trunc((256 * characters + Math.trunc(128 / 7)) / 256 * 7);
export const widthOfPixels = (pixels: number): number => Math.round(pixels / 7 * 100) / 100;
export const pixelsOfHeight = (points: number): number => Math.round(points * 96 / 72);
export const heightOfPixels = (pixels: number): number => Math.round(pixels * 72 / 96 * 4) / 4;
