import { textOf } from './bytes';
import { shown } from './finding';
import { lineEndBytes, plainLineEnds, type LineEnds } from './kernel';

/** Where the rows of a table file are; a row ends before its line end. */
export interface Rows {
  readonly source: Uint8Array;
  readonly view: DataView;
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** Rows are joined by line ends with one at the end and none in an empty file (§2); null where the last is missing. */
export function splitRows(source: Uint8Array, lineEnds: LineEnds = plainLineEnds): Rows | null {
  if (source.length > 0 && source[source.length - 1] !== 0x0a) return null;
  let ends = new Uint32Array(1024);
  let count = 0;
  for (let at = 0; at < source.length; at += lineEndBytes) {
    const found = lineEnds(source, at, Math.min(at + lineEndBytes, source.length));
    while (count + found.length > ends.length) ends = enlarged(ends);
    ends.set(found, count);
    count += found.length;
  }
  const to = ends.slice(0, count);
  const from = new Uint32Array(count);
  for (let row = 1; row < count; row++) from[row] = to[row - 1]! + 1;
  return { source, view: new DataView(source.buffer, source.byteOffset, source.byteLength), count, from, to };
}

function enlarged(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(list.length * 2);
  larger.set(list);
  return larger;
}

/** How many bytes two rows have in common from their beginnings on. */
export function commonLength({ view, from, to }: Rows, a: number, b: number): number {
  const x = from[a]!;
  const y = from[b]!;
  const length = Math.min(to[a]! - x, to[b]! - y);
  let i = 0;
  while (i + 4 <= length && view.getInt32(x + i, true) === view.getInt32(y + i, true)) i += 4;
  while (i < length && view.getUint8(x + i) === view.getUint8(y + i)) i++;
  return i;
}

/** Whether a row comes after another by their bytes, given what they have in common. */
export function isGreater({ source, from, to }: Rows, row: number, than: number, common: number): boolean {
  const end = from[than]! + common === to[than]!;
  if (end || from[row]! + common === to[row]!) return end && from[row]! + common < to[row]!;
  return source[from[row]! + common]! > source[from[than]! + common]!;
}

export function rowText({ source, from, to }: Rows, row: number): string {
  const bytes = source.subarray(from[row], to[row]);
  return shown(textOf(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Between the fields of a row. */
export const pipe = 0x7c;

// 1 what an id may begin with, 2 what may follow as well.
const idByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte);
  return /[0-9A-Z]/.test(letter) ? 1 : /[._-]/.test(letter) ? 2 : 0;
});

/** Length of the id a row begins with (`[0-9A-Z][0-9A-Z._-]{0,54}` before `|` or the end), or 0. The first `known` bytes are known to be of an id. */
export function idLength(source: Uint8Array, from: number, to: number, known = 0): number {
  if (from >= to || (known === 0 && idByte[source[from]!] !== 1)) return 0;
  let at = from + Math.max(known, 1);
  while (at < to && idByte[source[at]!] !== 0) at++;
  const length = at - from;
  return length <= 55 && (at === to || source[at] === pipe) ? length : 0;
}
