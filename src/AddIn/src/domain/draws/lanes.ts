import { hex, utf8 } from './bytes';
import { kernelGroups, laneCount, type Kernel } from './kernel';
import { compress, initialState, Sha256 } from './sha256';

/** How far a long computation is; whoever drives it may stop between two of them. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly of: number;
}
export type Steps<T> = Generator<Progress, T, void>;

/** Runs a stepwise computation to its end. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** Parts of rows to hash: bytes `from[i]…to[i]` of the source, with the last `tail` bytes of the row (before `rowEnd[i]`) after them. */
export interface Messages {
  readonly source: Uint8Array;
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly rowEnd: Uint32Array;
  readonly tail: number;
  /** A byte before each message, as the leaf prefix of RFC 6962; none where absent. */
  readonly lead?: number;
}

type Sink = (message: number, states: Int32Array, at: number) => void;

const slots = kernelGroups * laneCount;
const stepRows = 32_768;

/** State after the 64 characters of a key, which are one block, so that a ticket costs one more compression (§1). */
export function keyState(key: string): Int32Array {
  const state = initialState.slice();
  const block = new Int32Array(16);
  const bytes = new DataView(utf8(key).buffer);
  for (let t = 0; t < 16; t++) block[t] = bytes.getInt32(4 * t);
  compress(state, 0, block, 0, 1);
  return state;
}

/** Messages of one block count waiting to be hashed together. */
class Batch {
  private readonly blocks: Int32Array[];
  private readonly start: Int32Array;
  private readonly tags = new Int32Array(slots);
  private held = 0;

  constructor(private readonly kernel: Kernel, count: number, initial: Int32Array, private readonly sink: Sink) {
    this.blocks = Array.from({ length: count }, () => new Int32Array(kernel.words.length));
    this.start = Int32Array.from(kernel.states, (_, i) => initial[(i >> 2) & 7]!);
  }

  add(messages: Messages, i: number, length: number, skipped: number): void {
    const slot = this.held++;
    this.tags[slot] = i;
    const base = (slot >> 2) * 64 + (slot & 3);
    const { source, tail, lead } = messages;
    const to = messages.to[i]!;
    const end = messages.rowEnd[i]!;
    // Bytes gather in a word; every fourth stores it where its lane expects it.
    let word = lead ?? 0;
    let p = lead === undefined ? 0 : 1;
    for (let at = messages.from[i]!; at < to; at++) {
      word = (word << 8) | source[at]!;
      if ((++p & 3) === 0) this.blocks[(p - 1) >> 6]![base + ((p - 1) & 60)] = word;
    }
    for (let at = end - tail; at < end; at++) {
      word = (word << 8) | source[at]!;
      if ((++p & 3) === 0) this.blocks[(p - 1) >> 6]![base + ((p - 1) & 60)] = word;
    }
    const rest = 3 - (p & 3);
    this.blocks[p >> 6]![base + (p & 60)] = ((word << 8) | 0x80) << (8 * rest);
    this.blocks[this.blocks.length - 1]![base + 60] = (length + skipped) * 8;
    if (this.held === slots) this.flush();
  }

  flush(): void {
    if (this.held === 0) return;
    const groups = Math.ceil(this.held / laneCount);
    const { states, words } = this.kernel;
    states.set(this.start);
    for (const block of this.blocks) {
      words.set(block);
      this.kernel.run(groups);
      block.fill(0);
    }
    for (let slot = 0; slot < this.held; slot++) this.sink(this.tags[slot]!, states, (slot >> 2) * 32 + (slot & 3));
    this.held = 0;
  }
}

/** SHA-256 of every message, continuing `initial` after `skipped` bytes already in it. */
export function* hashMessages(kernel: Kernel, messages: Messages, initial: Int32Array, skipped: number, step: string, sink: Sink): Steps<void> {
  const batches = [new Batch(kernel, 1, initial, sink), new Batch(kernel, 2, initial, sink), new Batch(kernel, 3, initial, sink)];
  const { from, to, count } = messages;
  const added = messages.tail + (messages.lead === undefined ? 0 : 1);
  for (let i = 0; i < count; i++) {
    const length = to[i]! - from[i]! + added;
    const batch = batches[((length + 8) >> 6)];
    if (batch === undefined) sinkAlone(messages, i, initial, skipped, sink);
    else batch.add(messages, i, length, skipped);
    if (i % stepRows === stepRows - 1) yield { step, done: i + 1, of: count };
  }
  for (const batch of batches) batch.flush();
}

// Rows beyond three blocks are rare (long names): hashed one at a time.
function sinkAlone(messages: Messages, i: number, initial: Int32Array, skipped: number, sink: Sink): void {
  const running = Sha256.after(initial, skipped);
  if (messages.lead !== undefined) running.update(Uint8Array.of(messages.lead));
  running.update(messages.source.subarray(messages.from[i], messages.to[i]));
  running.update(messages.source.subarray(messages.rowEnd[i]! - messages.tail, messages.rowEnd[i]));
  const digest = new DataView(running.digest().buffer);
  const words = new Int32Array(32);
  for (let s = 0; s < 8; s++) words[4 * s] = digest.getInt32(4 * s);
  sink(i, words, 0);
}

/** Root of the RFC 6962 tree over rows, given where each row starts and ends. */
export function* rootOfRows(kernel: Kernel, rows: Omit<Messages, 'tail' | 'lead'>, step: string): Steps<string> {
  const level = new Int32Array(rows.count * 8);
  yield* hashMessages(kernel, { ...rows, tail: 0, lead: 0 }, initialState, 0, step, (i, states, at) => {
    for (let s = 0; s < 8; s++) level[8 * i + s] = states[at + 4 * s]!;
  });
  if (rows.count === 0) return hex(new Sha256().digest());
  let width = rows.count;
  while (width > 1) {
    for (let pair = 0; pair < width >> 1; pair += slots) {
      hashPairs(kernel, level, pair, Math.min(slots, (width >> 1) - pair));
      if (pair % (16 * slots) === 0) yield { step, done: rows.count, of: rows.count };
    }
    if (width % 2 === 1) level.copyWithin((width >> 1) * 8, (width - 1) * 8, width * 8);
    width = (width + 1) >> 1;
  }
  const root = new DataView(new ArrayBuffer(32));
  for (let s = 0; s < 8; s++) root.setInt32(4 * s, level[s]!);
  return hex(new Uint8Array(root.buffer));
}

// A node is 65 bytes: 0x01, left, right. Shifted by one byte the children fill one block and one byte of the second.
function hashPairs(kernel: Kernel, level: Int32Array, first: number, count: number): void {
  const { words, states } = kernel;
  const groups = Math.ceil(count / laneCount);
  for (let j = 0; j < count; j++) {
    const child = (first + j) * 16;
    const word = (j >> 2) * 64 + (j & 3);
    let carry = 1;
    for (let t = 0; t < 16; t++) {
      const value = level[child + t]!;
      words[word + 4 * t] = (carry << 24) | (value >>> 8);
      carry = value & 0xff;
    }
    const state = (j >> 2) * 32 + (j & 3);
    for (let s = 0; s < 8; s++) states[state + 4 * s] = initialState[s]!;
  }
  kernel.run(groups);
  words.fill(0, 0, groups * 64);
  for (let j = 0; j < count; j++) {
    const word = (j >> 2) * 64 + (j & 3);
    words[word] = (level[(first + j) * 16 + 15]! << 24) | 0x80_0000;
    words[word + 60] = 65 * 8;
  }
  kernel.run(groups);
  for (let j = 0; j < count; j++) {
    const state = (j >> 2) * 32 + (j & 3);
    for (let s = 0; s < 8; s++) level[(first + j) * 8 + s] = states[state + 4 * s]!;
  }
}
