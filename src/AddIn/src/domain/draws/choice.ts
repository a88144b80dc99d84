import { compareUtf8, hex, utf8 } from './bytes';
import type { Kernel } from './kernel';
import { hashMessages, keyStart, type Steps } from './lanes';
import { splitRows } from './rows';
import { sha256 } from './sha256';
import type { Staffing } from './staffing';

/** Names behind the numbers of an edge. */
export interface PlaceNames {
  readonly object: string;
  readonly role: string;
  readonly inspector: string;
}

/** A place filled, with its pair ticket. */
export interface Filled extends PlaceNames {
  readonly ticket: string;
}

const ticketBits = 26;
const edgeBits = 27;
const chunk = 65_536;

/** `F(K, object|role|inspector)` */
export const pairTicket = (key: string, { object, role, inspector }: PlaceNames): string =>
  hex(sha256(utf8(`${key}${object}|${role}|${inspector}`)));

/** The lexicographically first complete assignment (§6), given one that is complete. */
export function* firstAssignment(
  kernel: Kernel, staffing: Staffing, key: string, namesOf: (edge: number) => PlaceNames, step: string,
): Steps<Filled[]> {
  const filled: Filled[] = [];
  const { places } = staffing;
  const order = yield* edgesByTicket(kernel, staffing.slotOf.length, key, namesOf, step);
  for (let i = 0; i < order.length && filled.length < places; i++) {
    const edge = order[i]!;
    if (staffing.accept(edge)) {
      const names = namesOf(edge);
      filled.push({ ...names, ticket: pairTicket(key, names) });
    }
    if (i % chunk === chunk - 1) yield { step, done: filled.length, of: places };
  }
  return filled;
}

/** Edges in ascending (ticket, object, role, inspector). */
function* edgesByTicket(
  kernel: Kernel, count: number, key: string, namesOf: (edge: number) => PlaceNames, step: string,
): Steps<Int32Array> {
  if (count >= 2 ** edgeBits) throw new RangeError('too many places for one task');
  // The head of the ticket and the edge share one exact number; equal heads are told apart below.
  const keyed = new Float64Array(count);
  const afterKey = keyStart(key);
  for (let first = 0; first < count; first += chunk) {
    const size = Math.min(chunk, count - first);
    const texts: string[] = [];
    for (let i = 0; i < size; i++) {
      const { object, role, inspector } = namesOf(first + i);
      texts.push(`${object}|${role}|${inspector}\n`);
    }
    const { source, from, to } = splitRows(utf8(texts.join('')))!;
    yield* hashMessages(kernel, { source, count: size, from, to, rowEnd: to, tail: 0, leaf: false }, afterKey, step, (at, some) => {
      for (let i = 0; i < some; i++) keyed[first + at + i] = (kernel.digests[8 * i]! >>> (32 - ticketBits)) * 2 ** edgeBits + first + at + i;
    });
    yield { step, done: first, of: count };
  }
  keyed.sort();
  const order = Int32Array.from(keyed, (value) => value % 2 ** edgeBits);
  for (let start = 0; start < count; ) {
    const head = Math.floor(keyed[start]! / 2 ** edgeBits);
    let end = start + 1;
    while (end < count && Math.floor(keyed[end]! / 2 ** edgeBits) === head) end++;
    if (end - start > 1) {
      const tied = Array.from(order.subarray(start, end), (edge) => ({ edge, names: namesOf(edge), ticket: pairTicket(key, namesOf(edge)) }));
      tied.sort((a, b) => compareUtf8(a.ticket, b.ticket) || compareUtf8(a.names.object, b.names.object)
        || compareUtf8(a.names.role, b.names.role) || compareUtf8(a.names.inspector, b.names.inspector));
      order.set(tied.map(({ edge }) => edge), start);
    }
    start = end;
  }
  return order;
}
