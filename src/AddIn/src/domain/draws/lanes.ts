import { hex, utf8 } from './bytes';
import { batchSize, fresh, type Kernel, type Messages, type Start } from './kernel';
import { compress, initialState, Sha256 } from './sha256';

/** How far a long computation is; whoever drives it may stop between two of them. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly of: number;
  /** What others are still doing: only after it there is more to compute. */
  readonly until?: Promise<unknown>;
}
export type Steps<T> = Generator<Progress, T, void>;

/** Runs a stepwise computation that asks nobody else to its end. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    if (next.value.until !== undefined) throw new Error('cannot wait for others');
  }
}

const stepBatches = 32;

/** After the 64 characters of a key, which are one block, so that a ticket costs one more compression (§1). */
export function keyStart(key: string): Start {
  const state = initialState.slice();
  const block = new Int32Array(16);
  const bytes = new DataView(utf8(key).buffer);
  for (let t = 0; t < 16; t++) block[t] = bytes.getInt32(4 * t);
  compress(state, 0, block, 0, 1);
  return { state, skipped: 64 };
}

/** Hashes all messages batch by batch; after each the digests of `count` messages from `first` on are the kernel's. */
export function* hashMessages(kernel: Kernel, messages: Messages, start: Start, step: string, each: (first: number, count: number) => void): Steps<void> {
  for (let first = 0, batch = 1; first < messages.count; first += batchSize, batch++) {
    const count = Math.min(batchSize, messages.count - first);
    kernel.hash(messages, first, count, start);
    each(first, count);
    if (batch % stepBatches === 0) yield { step, done: first + count, of: messages.count };
  }
}

/** Root of the RFC 6962 tree over rows, given where each row starts and ends. */
export function* rootOfRows(kernel: Kernel, rows: Omit<Messages, 'to' | 'tail' | 'leaf'>, step: string): Steps<string> {
  return rootOfNodes(kernel, [yield* nodesOfRows(kernel, rows, step)]);
}

/** Roots of the subtrees over each batch of rows, eight words each. */
export function* nodesOfRows(kernel: Kernel, rows: Omit<Messages, 'to' | 'tail' | 'leaf'>, step: string): Steps<Int32Array> {
  const nodes = new Int32Array(Math.ceil(rows.count / batchSize) * 8);
  yield* hashMessages(kernel, { ...rows, to: rows.rowEnd, tail: 0, leaf: true }, fresh, step, (first, count) => {
    kernel.fold(count);
    nodes.set(kernel.digests.subarray(0, 8), (first / batchSize) * 8);
  });
  return nodes;
}

/** Root of the tree over nodes that follow each other, each over as many rows but the last. */
export function rootOfNodes(kernel: Kernel, parts: readonly Int32Array[]): string {
  let level = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    level.set(part, at);
    return at + part.length;
  }, 0);
  if (level.length === 0) return hex(new Sha256().digest());
  for (let width = level.length / 8; width > 1; width = level.length / 8) {
    const above = new Int32Array(Math.ceil(width / batchSize) * 8);
    for (let first = 0; first < width; first += batchSize) {
      const count = Math.min(batchSize, width - first);
      kernel.digests.set(level.subarray(8 * first, 8 * (first + count)));
      kernel.fold(count);
      above.set(kernel.digests.subarray(0, 8), (first / batchSize) * 8);
    }
    level = above;
  }
  const root = new DataView(new ArrayBuffer(32));
  for (let s = 0; s < 8; s++) root.setInt32(4 * s, level[s]!);
  return hex(new Uint8Array(root.buffer));
}
