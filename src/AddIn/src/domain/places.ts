/** 附件1!F12 as the service writes places; rows and columns from 1. */
export interface Place { readonly sheet: string; readonly row: number; readonly column: number }

const letters = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

export const placeName = ({ sheet, row, column }: Place): string => `${sheet}!${columnName(column)}${row}`;

/** Null for what is no cell: a finding about the whole plan, or about a paragraph of the notice. */
export function readPlace(text: string): Place | null {
  const at = text.lastIndexOf('!');
  const cell = letters.exec(text.slice(at + 1));
  if (at <= 0 || cell === null) return null;
  const column = Array.from(cell[1]!).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { sheet: text.slice(0, at), row: Number(cell[2]), column };
}
