import { compress, compressBytes, initialState, Sha256 } from './sha256';

/** Parts of rows to hash: bytes `from[i]…to[i]` of the source, with the last `tail` bytes of the row (before `rowEnd[i]`) after them. */
export interface Messages {
  readonly source: Uint8Array;
  readonly count: number;
  /** Ascending, as the rows of a file are. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly rowEnd: Uint32Array;
  readonly tail: 0 | 32;
  /** Whether a zero byte comes before each message: the leaf prefix of RFC 6962. */
  readonly leaf: boolean;
}

/** What a SHA-256 continues: a state and the bytes already in it, a multiple of 64. */
export interface Start {
  readonly state: Int32Array;
  readonly skipped: number;
}

export const fresh: Start = { state: initialState, skipped: 0 };

/** Computes SHA-256 of many messages at once, and finds rows. */
export interface Kernel {
  readonly name: string;
  /** Digests of the last batch, eight words each. */
  readonly digests: Int32Array;
  /** Hashes the messages `first…first + count`, at most `batchSize`, into `digests`. */
  hash(messages: Messages, first: number, count: number, start: Start): void;
  /** Replaces the first `count` ≥ 1 digests by the root of the RFC 6962 tree over them, at the beginning of `digests`. */
  fold(count: number): void;
  /** Takes the whole blocks `source[from…to)` of one message into its state of eight words. */
  stream(state: Int32Array, source: Uint8Array, from: number, to: number): void;
  readonly lineEnds: LineEnds;
}

/** Positions of the line ends in at most `lineEndBytes` bytes `source[from…to)`, ascending; the list holds until the next call. */
export type LineEnds = (source: Uint8Array, from: number, to: number) => Uint32Array;

export const lineEndBytes = 1 << 17;

/** Messages per batch; a power of two, so that every full batch of rows is a subtree. Its digests stay in the nearest caches. */
export const batchSize = 1024;

const ends = new Uint32Array(lineEndBytes);

export const plainLineEnds: LineEnds = (source, from, to) => {
  let count = 0;
  for (let at = from; at < to; at++) if (source[at] === 0x0a) ends[count++] = at;
  return ends.subarray(0, count);
};

/** The digest of one message, whatever its length. */
export function hashAlone({ source, from, to, rowEnd, tail, leaf }: Messages, i: number, { state, skipped }: Start, digests: Int32Array, at: number): void {
  const running = Sha256.after(state, skipped);
  if (leaf) running.update(Uint8Array.of(0));
  running.update(source.subarray(from[i], to[i])).update(source.subarray(rowEnd[i]! - tail, rowEnd[i]));
  const digest = new DataView(running.digest().buffer);
  for (let s = 0; s < 8; s++) digests[at + s] = digest.getInt32(4 * s);
}

/** Folds the digests by pairing neighbours and carrying an odd last one up, which gives the same tree as splitting at the largest power of two. */
export function foldWith(digests: Int32Array, count: number, pairUp: (pairs: number) => void): void {
  const odd = new Int32Array(8);
  for (let width = count; width > 1; width = (width + 1) >> 1) {
    if (width % 2 === 1) odd.set(digests.subarray((width - 1) * 8, width * 8));
    pairUp(width >> 1);
    if (width % 2 === 1) digests.set(odd, (width >> 1) * 8);
  }
}

const padded = new Uint8Array(640);

/** The same as `hashAlone` without anything to collect afterwards, for messages that fit ten blocks. */
function hashShort({ source, from, to, rowEnd, tail, leaf }: Messages, i: number, { state, skipped }: Start, digests: Int32Array, at: number): void {
  let length = 0;
  if (leaf) padded[length++] = 0;
  for (let p = from[i]!; p < to[i]!; p++) padded[length++] = source[p]!;
  for (let p = rowEnd[i]! - tail; p < rowEnd[i]!; p++) padded[length++] = source[p]!;
  const bits = (length + skipped) * 8;
  const end = ((length + 8) & ~63) + 64;
  padded[length] = 0x80;
  padded.fill(0, length + 1, end - 4);
  for (let byte = 0; byte < 4; byte++) padded[end - 4 + byte] = bits >>> (24 - 8 * byte);
  const digest = digests.subarray(at, at + 8);
  digest.set(state);
  for (let p = 0; p < end; p += 64) compressBytes(digest, padded, p);
}

export function scalarKernel(): Kernel {
  const digests = new Int32Array(batchSize * 8);
  return {
    name: 'javascript',
    digests,
    hash(messages, first, count, start) {
      const { from, to, tail } = messages;
      for (let i = 0; i < count; i++) {
        const short = to[first + i]! - from[first + i]! + tail < padded.length - 9;
        (short ? hashShort : hashAlone)(messages, first + i, start, digests, 8 * i);
      }
    },
    fold(count) {
      foldWith(digests, count, (pairs) => {
        for (let i = 0; i < pairs; i++) hashPair(digests, i);
      });
    },
    stream(state, source, from, to) {
      for (let at = from; at < to; at += 64) compressBytes(state, source, at);
    },
    lineEnds: plainLineEnds,
  };
}

const block = new Int32Array(16);

// A node is 65 bytes: 0x01, left, right. Shifted by one byte the children fill one block and one byte of the second.
function hashPair(digests: Int32Array, i: number): void {
  let carry = 1;
  for (let t = 0; t < 16; t++) {
    const value = digests[16 * i + t]!;
    block[t] = (carry << 24) | (value >>> 8);
    carry = value & 0xff;
  }
  digests.set(initialState, 8 * i);
  compress(digests, 8 * i, block, 0, 1);
  block.fill(0);
  block[0] = (carry << 24) | 0x80_0000;
  block[15] = 65 * 8;
  compress(digests, 8 * i, block, 0, 1);
}
