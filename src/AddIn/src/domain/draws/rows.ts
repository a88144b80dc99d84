import { textOf } from './bytes';
import { shown } from './finding';

/** Where the rows of a table file are; a row ends before its line end. */
export interface Rows {
  readonly source: Uint8Array;
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Rows are joined by line ends with one at the end and none in an empty file (§2); null where the last is missing. */
export function splitRows(source: Uint8Array): Rows | null {
  if (source.length > 0 && source[source.length - 1] !== 0x0a) return null;
  let count = 0;
  for (let at = source.indexOf(0x0a); at >= 0; at = source.indexOf(0x0a, at + 1)) count++;
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  let start = 0;
  for (let row = 0; row < count; row++) {
    from[row] = start;
    const end = source.indexOf(0x0a, start);
    to[row] = end;
    start = end + 1;
  }
  return { source, count, from, to };
}

/** Sign of the order of two neighbouring rows by their bytes. */
export function compareRows({ source, from, to }: Rows, a: number, b: number): number {
  const length = Math.min(to[a]! - from[a]!, to[b]! - from[b]!);
  const x = from[a]!;
  const y = from[b]!;
  for (let i = 0; i < length; i++) {
    const difference = source[x + i]! - source[y + i]!;
    if (difference !== 0) return difference;
  }
  return to[a]! - from[a]! - (to[b]! - from[b]!);
}

export function rowText({ source, from, to }: Rows, row: number): string {
  const bytes = source.subarray(from[row], to[row]);
  return shown(textOf(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const pipe = 0x7c;

/** Length of the id a row begins with (`[0-9A-Z][0-9A-Z._-]{0,54}` before `|` or the end), or 0. */
export function idLength(source: Uint8Array, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const byte = source[at]!;
    const plain = (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a);
    if (!plain && !(at > from && (byte === 0x2e || byte === 0x5f || byte === 0x2d))) break;
  }
  const length = at - from;
  return length <= 55 && (at === to || source[at] === pipe) ? length : 0;
}
