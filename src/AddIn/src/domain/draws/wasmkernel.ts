import { batchSize, foldWith, hashAlone, lineEndBytes, scalarKernel, type Kernel, type Messages, type Start } from './kernel';
import { freeAt, initialAt, mostBlocks, shaModule, standardAt } from './rowcode';
import { initialState, roundConstants } from './sha256';
import { table } from './shacode';

const digestsAt = (freeAt + 63) & ~63;
const listsAt = digestsAt + (batchSize + 4) * 32;
const listBytes = batchSize * 4;
const stateAt = listsAt + 3 * listBytes;
const sourceAt = stateAt + 64;
const sourceBytes = 1 << 20;
const lineEndsAt = sourceAt + lineEndBytes + 64;
const pages = Math.ceil((sourceAt + sourceBytes + 64) / 65_536);
const mostBytes = mostBlocks * 64 - 9;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly messages: (starts: number, lengths: number, tailEnds: number, tail: number, skipped: number, out: number, groups: number) => void;
  readonly pairs: (level: number, out: number, groups: number) => void;
  readonly stream: (bytes: number, state: number, blocks: number) => void;
  readonly lineEnds: (bytes: number, position: number, out: number, vectors: number, end: number) => void;
}

/** The fastest kernel that works here: vectors of WebAssembly, checked against plain JavaScript before use, or that. */
export function bestKernel(): Kernel {
  try {
    const kernel = vectorKernel();
    return agrees(kernel) ? kernel : scalarKernel();
  } catch {
    // No WebAssembly, no vectors, or a page that forbids compiling: the plain kernel gives the same answers.
    return scalarKernel();
  }
}

function vectorKernel(): Kernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(shaModule(pages)));
  const { memory: { buffer }, messages: hashMessages, pairs, stream, lineEnds } = exports as unknown as Exports;
  const bytes = new Uint8Array(buffer, sourceAt, sourceBytes);
  const digests = new Int32Array(buffer, digestsAt, batchSize * 8);
  const [starts, lengths, tailEnds] = [0, 1, 2].map((list) => new Int32Array(buffer, listsAt + list * listBytes, batchSize)) as [Int32Array, Int32Array, Int32Array];
  const running = new Int32Array(buffer, stateAt, 8);
  const positions = new Uint32Array(buffer, lineEndsAt, lineEndBytes);
  new Int32Array(buffer, table.constants, 64).set(roundConstants);
  new Int32Array(buffer, standardAt, 8).set(initialState);
  const initial = new Int32Array(buffer, initialAt, 8);

  function hash(messages: Messages, first: number, count: number, start: Start): void {
    const { source, from, to, rowEnd, tail, leaf } = messages;
    // One byte of room before the first row: each row's leaf prefix stands where the line end before it stood.
    const base = from[first]!;
    const end = rowEnd[first + count - 1]!;
    const fits = end - base < sourceBytes;
    if (fits) bytes.set(source.subarray(base, end), 1);
    const lead = leaf ? 1 : 0;
    const alone: number[] = [];
    for (let i = 0; i < count; i++) {
      const at = from[first + i]! - base + 1;
      const length = to[first + i]! - from[first + i]! + lead;
      const short = fits && length + tail <= mostBytes;
      if (!short) alone.push(i);
      if (leaf && short) bytes[at - 1] = 0;
      starts[i] = sourceAt + at - lead;
      lengths[i] = short ? length : 0;
      tailEnds[i] = sourceAt + (short ? rowEnd[first + i]! - base + 1 : 64);
    }
    // Empty messages fill the last group of four.
    for (let i = count; i & 3; i++) {
      starts[i] = sourceAt;
      lengths[i] = 0;
      tailEnds[i] = sourceAt + 64;
    }
    initial.set(start.state);
    hashMessages(listsAt, listsAt + listBytes, listsAt + 2 * listBytes, tail, start.skipped, digestsAt, (count + 3) >> 2);
    for (const i of alone) hashAlone(messages, first + i, start, digests, 8 * i);
  }

  return {
    name: 'webassembly',
    digests,
    hash,
    fold: (count) => foldWith(digests, count, (nodes) => pairs(digestsAt, digestsAt, (nodes + 3) >> 2)),
    stream(state, source, from, to) {
      running.set(state);
      for (let at = from; at < to; at += sourceBytes) {
        const piece = source.subarray(at, Math.min(at + sourceBytes, to));
        bytes.set(piece);
        stream(sourceAt, stateAt, piece.length / 64);
      }
      state.set(running);
    },
    lineEnds(source, from, to) {
      if (from === to) return positions.subarray(0, 0);
      bytes.set(source.subarray(from, to));
      bytes.fill(0, to - from, to - from + 16);
      lineEnds(sourceAt, from, lineEndsAt, (to - from + 15) >> 4, stateAt);
      return positions.subarray(0, (running[0]! - lineEndsAt) >> 2);
    },
  };
}

/** Whether both kernels give the same for messages of every length, for trees, for streams and for rows. */
function agrees(kernel: Kernel): boolean {
  const plain = scalarKernel();
  const source = new Uint8Array(20_000);
  let seed = 1;
  for (let i = 0; i < source.length; i++) source[i] = (seed = Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 24;
  const count = 95;
  const from = Uint32Array.from({ length: count }, (_, i) => 200 * i);
  const to = from.map((start, i) => start + 2 * i);
  const start = { state: Int32Array.from(source.subarray(0, 8), (byte) => Math.imul(byte, 0x0101_0307)), skipped: 64 };
  const results = [kernel, plain].map((one) => {
    one.hash({ source, count, from, to, rowEnd: to.map((end) => end + 5), tail: 0, leaf: true }, 0, count, start);
    const leaves = one.digests.slice(0, 8 * count);
    one.fold(count);
    const root = one.digests.slice(0, 8);
    one.hash({ source, count, from, to, rowEnd: to.map((end) => end + 40), tail: 32, leaf: false }, 0, count, start);
    const state = start.state.slice();
    one.stream(state, source, 64, 64 * 12);
    return [...leaves, ...root, ...one.digests.subarray(0, 8 * count), ...state, ...one.lineEnds(source, 3, 15_000)];
  }) as [number[], number[]];
  return results[0].every((word, i) => word === results[1][i]);
}
