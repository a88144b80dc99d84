import { Contradiction } from './finding';
import { batchSize, lineEndBytes, type Kernel } from './kernel';
import { complete, type Steps } from './lanes';
import type { Profile } from './records';
import { readRegister, registerOf, type Register } from './register';
import type { Candidates, Limits, PartFacts } from './registerpart';

/** Somebody who reads parts of registers at the same time as others, such as a worker of a browser. Parts are numbered by whoever asks. */
export interface PartReader {
  /** Reads rows and keeps them; null where one of them is at fault. */
  readonly read: (part: number, rows: Uint8Array<ArrayBuffer>, profile: Profile) => Promise<PartFacts | null>;
  /** Rejects with ReaderGone where he no longer can. */
  readonly candidates: (part: number, key: string, limits: Limits) => Promise<Candidates>;
}

/** A reader kept its part and then could not answer about it: whoever asked starts over alone. */
export class ReaderGone extends Error {}

/** Below this a register is read sooner than shared out. */
const leastBytes = 1 << 20;

/** A large register that several are reading, each some of its rows. */
export class SharedRegister {
  private constructor(private readonly readers: readonly PartReader[], private readonly number: number, private readonly seams: readonly Uint8Array[], private readonly facts: Promise<(PartFacts | null)[]>) {}

  /** Lets the readers begin; null where it is not worth while. `number` is another one for each register. */
  static begin(kernel: Kernel, readers: readonly PartReader[], number: number, bytes: Uint8Array, profile: Profile): SharedRegister | null {
    if (readers.length < 2 || bytes.length < leastBytes) return null;
    const ends = partEnds(kernel, bytes, readers.length);
    const facts = ends.map((end, i) => readers[i]!.read(number, bytes.slice(ends[i - 1] ?? 0, end), profile));
    return new SharedRegister(readers.slice(0, ends.length), number, ends.slice(0, -1).map((end) => seamAt(bytes, end)), Promise.all(facts));
  }

  /** The register once all have read their parts; null where a row is at fault, so that one who reads all of it can say which. */
  *read(kernel: Kernel, profile: Profile): Steps<Register | null> {
    const facts = yield* awaited(this.facts, 'register');
    if (!facts.every((part) => part !== null) || !this.seams.every((seam) => holds(kernel, seam, profile))) return null;
    return registerOf(kernel, facts, (key, limits) => this.candidates(key, limits));
  }

  private *candidates(key: string, limits: Limits): Steps<Candidates> {
    const found = yield* awaited(Promise.all(this.readers.map((reader) => reader.candidates(this.number, key, limits))), 'tickets');
    return { rows: found.flatMap(({ rows }) => rows), heads: Uint32Array.from(found.flatMap(({ heads }) => Array.from(heads))) };
  }
}

/** Where parts of about the same size end, each but the last after a multiple of the batch size of rows, so that their trees are subtrees. */
function partEnds({ lineEnds }: Kernel, bytes: Uint8Array, parts: number): number[] {
  const ends: number[] = [];
  let rows = 0;
  for (let at = 0; at < bytes.length && ends.length < parts - 1; at += lineEndBytes) {
    const found = lineEnds(bytes, at, Math.min(at + lineEndBytes, bytes.length));
    for (let i = batchSize - 1 - (rows % batchSize); i < found.length && ends.length < parts - 1; i += batchSize) {
      const end = found[i]! + 1;
      if (end >= ((ends.length + 1) * bytes.length) / parts && end < bytes.length) ends.push(end);
    }
    rows += found.length;
  }
  return [...ends, bytes.length];
}

const lineEnd = 0x0a;

/** The last row before an end and the first after it: the only neighbours that no reader sees together. */
function seamAt(bytes: Uint8Array, end: number): Uint8Array {
  const next = bytes.indexOf(lineEnd, end);
  return bytes.slice(bytes.lastIndexOf(lineEnd, end - 2) + 1, next < 0 ? bytes.length : next + 1);
}

function holds(kernel: Kernel, rows: Uint8Array, profile: Profile): boolean {
  try {
    complete(readRegister(kernel, rows, profile, {}));
    return true;
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    return false;
  }
}

function* awaited<T>(answer: Promise<T>, step: string): Steps<T> {
  const here: T[] = [];
  const until = answer.then((value) => here.push(value));
  while (here.length === 0) yield { step, done: 0, of: 0, until };
  return here[0]!;
}
