import { compareUtf8, utf8 } from './bytes';
import { Contradiction, type Where } from './finding';
import type { Kernel, Start } from './kernel';
import { complete, hashMessages, keyStart, rootOfRows, type Steps } from './lanes';
import type { Profile, ResultTask, Task } from './records';
import type { Register } from './register';
import type { Candidates, Limits } from './registerpart';
import { splitRows } from './rows';

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
  const places = task.strata.map(({ id, n }, h) => ({ id, n, quota: task.quota[h]! }));
  const candidates = yield* smallestHeads((limits) => register.candidates(key, limits), places.filter(({ id, quota }) => quota > 0 && register.strata.has(id)));
  const start = keyStart(key);
  const drawn: DrawnObject[][] = [];
  for (const { id, quota } of places) {
    const named = (candidates.get(id) ?? []).map((row) => nameOf(row, task.profile));
    const tickets = yield* wholeTickets(kernel, named.map(({ message }) => message), start);
    const all = named.map((one, i) => ({ ...one, stratum: id, ticket: tickets[i]! }));
    all.sort((a, b) => compareUtf8(a.ticket, b.ticket) || compareUtf8(a.object, b.object));
    drawn.push(all.slice(0, quota).map((one, i) => ({ ...one, rank: i + 1 })));
  }
  return drawn;
}

interface Place {
  readonly id: string;
  readonly n: number;
  readonly quota: number;
}

/** The rows of each stratum that whole tickets must decide: as many as its quota, and those whose heads tie with the last. */
export function* smallestHeads(candidates: (limits: Limits) => Steps<Candidates>, places: readonly Place[]): Steps<ReadonlyMap<string, string[]>> {
  const decided = new Map<string, string[]>();
  // Heads are spread evenly, so those below a limit a little above the expected last one almost always suffice.
  let open = places.map((place) => ({ ...place, limit: ((place.quota + 6 * Math.sqrt(place.quota) + 16) / place.n) * 2 ** 32 }));
  while (open.length > 0) {
    const { rows, heads } = yield* candidates(new Map(open.map(({ id, limit }) => [id, limit])));
    const found = new Map(open.map(({ id }) => [id, [] as number[]]));
    rows.forEach((row, i) => found.get(row.split('|', 2)[1]!)!.push(i));
    for (const { id, quota } of open) {
      const own = found.get(id)!;
      if (own.length < quota) continue;
      const last = Uint32Array.from(own, (i) => heads[i]!).sort()[quota - 1]!;
      decided.set(id, own.filter((i) => heads[i]! <= last).map((i) => rows[i]!));
    }
    open = open.filter(({ id }) => !decided.has(id)).map((place) => ({ ...place, limit: place.limit * 2 }));
  }
  return decided;
}

function nameOf(row: string, profile: Profile): Pick<DrawnObject, 'object' | 'area' | 'message'> {
  const [object, , area, salt] = row.split('|') as [string, string, string, string?];
  return { object, area, message: profile === 'salted' ? `${object}|${salt}` : object };
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
