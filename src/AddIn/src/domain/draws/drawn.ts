import { compareUtf8, utf8 } from './bytes';
import { Contradiction, type Where } from './finding';
import type { Kernel } from './kernel';
import { complete, hashMessages, keyState, rootOfRows, type Steps } from './lanes';
import type { ResultTask, Task } from './records';
import { splitRows } from './rows';
import { ticket } from './sha256';
import { ascii, type Register } from './tables';

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
  const { rows, idTo, stratum } = register;
  const messages = ticketMessages(register);
  const heads = new Uint32Array(rows.count);
  yield* hashMessages(kernel, messages, keyState(key), 64, 'tickets', (row, states, at) => {
    heads[row] = states[at]!;
  });
  const numberOf = new Map(register.strata.map((name, number) => [name, number]));
  const drawn: DrawnObject[][] = [];
  for (const [h, { id, n }] of task.strata.entries()) {
    const quota = task.quota[h]!;
    const wanted = numberOf.get(id);
    if (quota === 0 || wanted === undefined) {
      drawn.push([]);
      continue;
    }
    // Heads decide all but the rows that tie with the last one drawn; whole tickets are computed for the rest alone.
    const own = new Uint32Array(n);
    for (let row = 0, at = 0; row < rows.count; row++) if (stratum[row] === wanted) own[at++] = heads[row]!;
    own.sort();
    const last = own[quota - 1]!;
    const candidates: number[] = [];
    for (let row = 0; row < rows.count; row++) if (stratum[row] === wanted && heads[row]! <= last) candidates.push(row);
    const tickets = candidates.map((row) => {
      const object = ascii(rows.source, rows.from[row]!, idTo[row]!);
      const salt = register.profile === 'salted' ? `|${ascii(rows.source, rows.to[row]! - 32, rows.to[row]!)}` : '';
      return { row, object, message: object + salt, ticket: ticket(key, object + salt) };
    });
    tickets.sort((a, b) => compareUtf8(a.ticket, b.ticket) || compareUtf8(a.object, b.object));
    drawn.push(tickets.slice(0, quota).map(({ row, ...rest }, i) => ({
      ...rest, stratum: id, rank: i + 1, area: register.areas[register.area[row]!]!,
    })));
    yield { step: 'tickets', done: h + 1, of: task.strata.length };
  }
  return drawn;
}

function ticketMessages({ rows, idTo, profile }: Register) {
  const salted = profile === 'salted';
  // id|…|salt: the id with the separator after it, then the salt at the end of the row.
  const to = salted ? idTo.map((end) => end + 1) : idTo;
  return { source: rows.source, count: rows.count, from: rows.from, to, rowEnd: rows.to, tail: salted ? 32 : 0 };
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
