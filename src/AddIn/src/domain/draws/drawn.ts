import { compareUtf8, utf8 } from './bytes';
import { Contradiction, type Where } from './finding';
import type { Kernel, Messages, Start } from './kernel';
import { complete, hashMessages, keyStart, rootOfRows, type Steps } from './lanes';
import type { ResultTask, Task } from './records';
import { splitRows } from './rows';
import type { Register } from './register';
import { ascii } from './tables';

/** An object that was drawn. */
export interface DrawnObject {
  readonly object: string;
  readonly stratum: string;
  /** Place within the stratum, from 1. */
  readonly rank: number;
  readonly ticket: string;
  readonly area: string;
  /** What is hashed after the key: the id, and the salt in the profile `salted`. */
  readonly message: string;
}

/** The smallest tickets of each stratum (§5), in the order of `task.strata`. */
export function* draw(kernel: Kernel, register: Register, task: Task, key: string): Steps<DrawnObject[][]> {
  const heads = new Uint32Array(register.rows.count);
  const start = keyStart(key);
  yield* hashMessages(kernel, ticketMessages(register), start, 'tickets', (first, count) => {
    for (let i = 0; i < count; i++) heads[first + i] = kernel.digests[8 * i]!;
  });
  const numberOf = new Map(register.strata.map((name, number) => [name, number]));
  const places = task.strata.map(({ id, n }, h) => ({ id, n, quota: task.quota[h]!, number: numberOf.get(id) ?? -1 }));
  const candidates = smallestHeads(register, heads, places.filter(({ quota, number }) => quota > 0 && number >= 0));
  const drawn: DrawnObject[][] = [];
  for (const { id, quota, number } of places) {
    const rows = candidates.get(number) ?? [];
    const named = rows.map((row) => nameOf(register, row));
    const tickets = yield* wholeTickets(kernel, named.map(({ message }) => message), start);
    const all = named.map((one, i) => ({ ...one, stratum: id, ticket: tickets[i]!, area: register.areas[register.area[rows[i]!]!]! }));
    all.sort((a, b) => compareUtf8(a.ticket, b.ticket) || compareUtf8(a.object, b.object));
    drawn.push(all.slice(0, quota).map((one, i) => ({ ...one, rank: i + 1 })));
  }
  return drawn;
}

interface Place {
  readonly number: number;
  readonly n: number;
  readonly quota: number;
}

/** The rows of each stratum that whole tickets must decide: as many as its quota, and those whose heads tie with the last. */
export function smallestHeads({ stratum, strata }: Pick<Register, 'stratum' | 'strata'>, heads: Uint32Array, places: readonly Place[]): ReadonlyMap<number, number[]> {
  const decided = new Map<number, number[]>();
  const limits = new Float64Array(strata.length).fill(-1);
  // Heads are spread evenly, so those below a limit a little above the expected last one almost always suffice.
  for (const { number, n, quota } of places) limits[number] = ((quota + 6 * Math.sqrt(quota) + 16) / n) * 2 ** 32;
  let open = places;
  while (open.length > 0) {
    const found = new Map(open.map(({ number }) => [number, [] as number[]]));
    for (let row = 0; row < heads.length; row++) if (heads[row]! <= limits[stratum[row]!]!) found.get(stratum[row]!)!.push(row);
    for (const { number, quota } of open) {
      const rows = found.get(number)!;
      if (rows.length >= quota) {
        const last = Uint32Array.from(rows, (row) => heads[row]!).sort()[quota - 1]!;
        decided.set(number, rows.filter((row) => heads[row]! <= last));
      }
    }
    open = open.filter(({ number }) => !decided.has(number));
    for (const number of decided.keys()) limits[number] = -1;
    for (const { number } of open) limits[number] = limits[number]! * 2;
  }
  return decided;
}

function nameOf({ rows: { source, from, to }, idTo, profile }: Register, row: number): { object: string; message: string } {
  const object = ascii(source, from[row]!, idTo[row]!);
  return { object, message: profile === 'salted' ? `${object}|${ascii(source, to[row]! - 32, to[row]!)}` : object };
}

function* wholeTickets(kernel: Kernel, texts: readonly string[], start: Start): Steps<string[]> {
  const { source, count, from, to } = splitRows(utf8(texts.map((text) => `${text}\n`).join('')))!;
  const tickets: string[] = [];
  yield* hashMessages(kernel, { source, count, from, to, rowEnd: to, tail: 0, leaf: false }, start, 'tickets', (_, some) => {
    for (let i = 0; i < some; i++) tickets.push(hexOfWords(kernel.digests.subarray(8 * i, 8 * i + 8)));
  });
  return tickets;
}

const hexOfWords = (words: Int32Array): string => words.reduce((text, word) => text + (word >>> 0).toString(16).padStart(8, '0'), '');

function ticketMessages({ rows, idTo, profile }: Register): Messages {
  const salted = profile === 'salted';
  // id|…|salt: the id with the separator after it, then the salt at the end of the row.
  const to = salted ? idTo.map((end) => end + 1) : idTo;
  return { source: rows.source, count: rows.count, from: rows.from, to, rowEnd: rows.to, tail: salted ? 32 : 0, leaf: false };
}

/** Check 12 of one task: ids in ticket order, the largest ticket of each stratum, and the root over both. */
export function compareDrawn(kernel: Kernel, task: Task, drawn: readonly (readonly DrawnObject[])[], result: ResultTask, where: Where): void {
  if (result.drawn.length !== drawn.length) {
    throw new Contradiction('drawn.strata', { ...where, at: 'drawn' }, `${drawn.length} strata`, String(result.drawn.length));
  }
  if (result.cutoffs.length !== drawn.length) {
    throw new Contradiction('drawn.strata', { ...where, at: 'cutoffs' }, `${drawn.length} strata`, String(result.cutoffs.length));
  }
  drawn.forEach((objects, h) => {
    const at = task.strata[h]!.id;
    const published = result.drawn[h]!;
    const quota = task.quota[h]!;
    if (published.length !== quota) throw new Contradiction('drawn.count', { ...where, at }, String(quota), String(published.length));
    for (const [i, { object }] of objects.entries()) {
      if (published[i] !== object) throw new Contradiction('drawn.object', { ...where, at: `${at} ${i + 1}` }, object, published[i] ?? '—');
    }
    const cutoff = objects.at(-1)?.ticket ?? '';
    if (result.cutoffs[h] !== cutoff) throw new Contradiction('drawn.cutoff', { ...where, at }, cutoff || '""', result.cutoffs[h] || '""');
  });
  const root = rootOfLines(kernel, drawn.flat().map(({ object, stratum, ticket: own }) => `${object}|${stratum}|${own}`));
  if (root !== result.drawnRoot) throw new Contradiction('drawn.root', where, root, result.drawnRoot);
}

/** Root of the tree over lines in ascending order. */
export function rootOfLines(kernel: Kernel, lines: readonly string[]): string {
  const rows = splitRows(utf8([...lines].sort(compareUtf8).map((line) => `${line}\n`).join('')))!;
  return complete(rootOfRows(kernel, { ...rows, rowEnd: rows.to }, 'drawn'));
}
