import { compareUtf8, hex, textOf } from './bytes';
import { Contradiction, type Where } from './finding';
import type { Kernel } from './kernel';
import { rootOfRows, type Steps } from './lanes';
import { commonLength, idLength, isGreater, rowText, splitRows, type Rows } from './rows';
import { isName } from './shape';
import { initialState, Sha256 } from './sha256';

const stepRows = 32_768;

/** A table file whose rows hold (§2). */
export interface Table {
  readonly count: number;
  readonly root: string;
}

export interface Inspector {
  readonly id: string;
  readonly unit: string;
  readonly quals: readonly string[];
}

export interface Roster extends Table {
  readonly inspectors: readonly Inspector[];
}

/** Inspectors known to be recused, by object. */
export interface Conflicts extends Table {
  readonly byObject: ReadonlyMap<string, ReadonlySet<string>>;
}

/** SHA-256 of a whole file, a piece at a time. */
export function* fileHash(kernel: Kernel, bytes: Uint8Array, step: string): Steps<string> {
  const state = initialState.slice();
  const whole = bytes.length - (bytes.length % 64);
  const piece = 4 << 20;
  for (let at = 0; at < whole; at += piece) {
    kernel.stream(state, bytes, at, Math.min(at + piece, whole));
    yield { step, done: Math.min(at + piece, whole), of: bytes.length };
  }
  return hex(Sha256.after(state, whole).update(bytes.subarray(whole)).digest());
}

export function* readRoster(kernel: Kernel, bytes: Uint8Array, where: Where): Steps<Roster> {
  const rows = rowsOf(kernel, bytes, where);
  const idTo = new Uint32Array(rows.count);
  const inspectors: Inspector[] = [];
  for (let row = 0; row < rows.count; row++) {
    const inspector = inspectorOf(rows, row);
    if (inspector === null) throw rowFault(rows, row, 'id|unit|quals', where);
    idTo[row] = rows.from[row]! + inspector.id.length;
    checkRise(rows, row, row === 0 ? 0 : commonLength(rows, row - 1, row), idTo, where);
    inspectors.push(inspector);
  }
  return { count: rows.count, inspectors, root: yield* rootOfRows(kernel, { ...rows, rowEnd: rows.to }, 'roster') };
}

function inspectorOf({ source, from, to }: Rows, row: number): Inspector | null {
  if (idLength(source, from[row]!, to[row]!) === 0) return null;
  const parts = textOf(source.subarray(from[row], to[row]))?.split('|') ?? [];
  const [id, unit, list] = parts;
  if (parts.length !== 3 || !isName(unit!)) return null;
  const quals = list === '' ? [] : list!.split(',');
  const valid = quals.every((qual, i) => isName(qual) && (i === 0 || compareUtf8(quals[i - 1]!, qual) < 0));
  return valid ? { id: id!, unit: unit!, quals } : null;
}

export function* readConflicts(kernel: Kernel, bytes: Uint8Array, where: Where): Steps<Conflicts> {
  const rows = rowsOf(kernel, bytes, where);
  const { source, from, to, count } = rows;
  const byObject = new Map<string, Set<string>>();
  for (let row = 0; row < count; row++) {
    const start = from[row]!;
    const object = idLength(source, start, to[row]!);
    const second = start + object + 1;
    const inspector = object === 0 || second > to[row]! ? 0 : idLength(source, second, to[row]!);
    if (inspector === 0 || second + inspector !== to[row]) throw rowFault(rows, row, 'objectId|inspectorId', where);
    if (row > 0 && !isGreater(rows, row, row - 1, commonLength(rows, row - 1, row))) throw notRising(rows, row, where);
    const id = ascii(source, start, start + object);
    let recused = byObject.get(id);
    if (recused === undefined) byObject.set(id, (recused = new Set()));
    recused.add(ascii(source, second, second + inspector));
    if (row % stepRows === stepRows - 1) yield { step: 'conflicts', done: row + 1, of: count };
  }
  return { count, byObject, root: yield* rootOfRows(kernel, { source, count, from, rowEnd: to }, 'conflicts') };
}

export function ascii(source: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(source[at]!);
  return text;
}

export function rowsOf(kernel: Kernel, bytes: Uint8Array, where: Where): Rows {
  const rows = splitRows(bytes, kernel.lineEnds);
  if (rows === null) throw new Contradiction('tables.last-line', where, 'a line end after the last row', 'none');
  return rows;
}

/** Rows ascend, and rows of one id are neighbours (§2), so each is compared with the one before it, given what they have in common. */
export function checkRise(rows: Rows, row: number, common: number, idTo: Uint32Array, where: Where): void {
  if (row === 0) return;
  if (!isGreater(rows, row, row - 1, common)) throw notRising(rows, row, where);
  const length = idTo[row]! - rows.from[row]!;
  if (common < length || length !== idTo[row - 1]! - rows.from[row - 1]!) return;
  throw new Contradiction('tables.id-twice', { ...where, row: row + 1 }, 'an id that occurs once', rowText(rows, row));
}

const notRising = (rows: Rows, row: number, where: Where): Contradiction =>
  new Contradiction('tables.not-ascending', { ...where, row: row + 1 }, `greater than ${rowText(rows, row - 1)}`, rowText(rows, row));

export const rowFault = (rows: Rows, row: number, expected: string, where: Where): Contradiction =>
  new Contradiction('tables.row', { ...where, row: row + 1 }, expected, rowText(rows, row));

