import { chain, fourfold, lanes, memory, schedules, single, table } from './shacode';
import {
  advance, assemble, constant, countdown, countup, get, op, set, shuffle, simd, tee, valueType, type Code, type WasmFunction,
} from './wasm';

/** Messages of more blocks are rare (a row of the longest names has ten) and hashed one at a time. */
export const mostBlocks = 10;

const lanePitch = mostBlocks * 64 + 32;
const scratch = table.end;
const words = scratch + 4 * lanePitch;
const states = words + 256;
const before = states + 128;
const blockCounts = before + 128;
/** Eight words from which every message starts. */
export const initialAt = blockCounts + 16;
/** FIPS 180-4 §5.3.3, from which every node of a tree starts. */
export const standardAt = initialAt + 32;
/** First byte the functions do not use themselves. */
export const freeAt = standardAt + 32;

const { load, store } = fourfold;
const zero = [...constant(0), ...simd(op.i32x4Splat)];
const reversed = shuffle([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
const lowPairs = shuffle([0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23]);
const highPairs = shuffle([8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31]);
const lowHalves = shuffle([0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
const highHalves = shuffle([8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31]);

/** Turns the vectors in four locals, seen as rows of a square, into its columns; needs four more locals. */
function transpose(first: number, spare: number): Code {
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => get(first + i)) as [Code, Code, Code, Code];
  const [p, q, r, s] = [0, 1, 2, 3].map((i) => get(spare + i)) as [Code, Code, Code, Code];
  return [
    ...a, ...b, ...lowPairs, ...set(spare), ...c, ...d, ...lowPairs, ...set(spare + 1),
    ...a, ...b, ...highPairs, ...set(spare + 2), ...c, ...d, ...highPairs, ...set(spare + 3),
    ...p, ...q, ...lowHalves, ...set(first), ...p, ...q, ...highHalves, ...set(first + 1),
    ...r, ...s, ...lowHalves, ...set(first + 2), ...r, ...s, ...highHalves, ...set(first + 3),
  ];
}

/** Four lanes of 16 words, `pitch` bytes apart, to words side by side at a constant address. */
function interleave(from: number, pitch: number, swap: boolean, vectors: number): Code {
  return [0, 1, 2, 3].flatMap((quarter) => [
    ...[0, 1, 2, 3].flatMap((lane) => {
      const loaded = [...get(from), ...load(lane * pitch + quarter * 16), ...set(vectors + lane)];
      return swap ? [...loaded, ...get(vectors + lane), ...get(vectors + lane), ...reversed, ...set(vectors + lane)] : loaded;
    }),
    ...transpose(vectors, vectors + 4),
    ...[0, 1, 2, 3].flatMap((word) => [...constant(0), ...get(vectors + word), ...store(words + (quarter * 4 + word) * 16)]),
  ]);
}

/** The four states to four digests of eight words one after the other at the address in a local. */
function storeDigests(out: number, vectors: number): Code {
  return [0, 1].flatMap((half) => [
    ...[0, 1, 2, 3].flatMap((word) => [...constant(0), ...load(states + (half * 4 + word) * 16), ...set(vectors + word)]),
    ...transpose(vectors, vectors + 4),
    ...[0, 1, 2, 3].flatMap((lane) => [...get(out), ...get(vectors + lane), ...store(lane * 32 + half * 16)]),
  ]);
}

const startStates = (from: number): Code => Array.from({ length: 8 }, (_, i) => [
  ...constant(0), ...constant(0), ...simd(op.v128Load32Splat), ...memory(2, from + 4 * i), ...store(states + 16 * i),
]).flat();

const compressLanes: Code = [...constant(words), ...constant(states), op.call, 0];

const bytesSwapped = (x: Code): Code => [
  ...x, ...constant(8), op.i32Rotl, ...constant(0x00ff_00ff), op.i32And, ...x, ...constant(24), op.i32Rotl, ...constant(0xff00_ff00 | 0), op.i32And, op.i32Or,
];

/** `pad(from, length, tailEnd, tail, skipped, lane, count)`: one message, padded (FIPS 180-4 §5.1.1), into a lane's scratch; its number of blocks to `count`. */
function pad(): WasmFunction {
  const [from, length, tailEnd, tail, skipped, lane, count] = [0, 1, 2, 3, 4, 5, 6];
  const [i, end] = [7, 8];
  const sum = (...locals: readonly number[]): Code => locals.flatMap((local, n) => (n === 0 ? get(local) : [...get(local), op.i32Add]));
  const from0 = [...constant(0), ...set(i)];
  const body = [
    ...from0, ...countup(i, get(length), 16, [...sum(lane, i), ...sum(from, i), ...load(0), ...store(0)]),
    // The tail is nothing or two vectors: the salt of a row.
    ...from0, ...countup(i, get(tail), 16, [...sum(lane, length, i), ...sum(tailEnd, i), ...get(tail), op.i32Sub, ...load(0), ...store(0)]),
    ...sum(length, tail), ...tee(length), ...set(i),
    ...get(length), ...constant(8), op.i32Add, ...constant(6), op.i32ShrU, ...constant(1), op.i32Add, ...set(end),
    ...get(count), ...get(end), ...single.store(0),
    ...get(end), ...constant(6), op.i32Shl, ...set(end),
    ...countup(i, get(end), 16, [...sum(lane, i), ...zero, ...store(0)]),
    ...sum(lane, length), ...constant(0x80), op.i32Store8, ...memory(0, 0),
    ...sum(lane, end), ...constant(4), op.i32Sub, ...sum(length, skipped), ...constant(3), op.i32Shl, ...set(i), ...bytesSwapped(get(i)), op.i32Store, ...memory(0, 0),
  ];
  return { name: 'pad', parameters: 7, locals: [{ count: 2, type: valueType.i32 }], body };
}

const index = { lanes: 0, schedules: 1, chain: 2, pad: 3 } as const;

/**
 * `messages(starts, lengths, tailEnds, tail, skipped, out, groups)`: SHA-256 of groups of four messages anywhere in memory, continuing the
 * state at `initialAt` after `skipped` bytes already in it; each followed by the `tail` bytes before its tail end. Digests are eight words.
 */
function messages(): WasmFunction {
  const [starts, lengths, tailEnds, tail, skipped, out, groups] = [0, 1, 2, 3, 4, 5, 6];
  const [block, from, vectors] = [7, 8, 9];
  const padLane = (lane: number): Code => [
    ...[starts, lengths, tailEnds].flatMap((list) => [...get(list), ...single.load(4 * lane)]), ...get(tail), ...get(skipped),
    ...constant(scratch + lane * lanePitch), ...constant(blockCounts + 4 * lane), op.call, index.pad,
  ];
  // 1 bits for the lanes whose message has more blocks than were taken.
  const unfinished = [...constant(0), ...load(blockCounts), ...get(block), ...simd(op.i32x4Splat), ...simd(op.i32x4GreaterS)];
  const each = (body: (offset: number) => Code): Code => Array.from({ length: 8 }, (_, i) => body(16 * i)).flat();
  const body = countdown(groups, [
    ...[0, 1, 2, 3].flatMap(padLane), ...startStates(initialAt), ...constant(0), ...set(block), ...constant(scratch), ...set(from),
    op.loop, 0x40,
    ...each((at) => [...constant(0), ...constant(0), ...load(states + at), ...store(before + at)]),
    ...interleave(from, lanePitch, true, vectors), ...compressLanes, ...unfinished, ...set(vectors),
    ...each((at) => [...constant(0), ...constant(0), ...load(states + at), ...constant(0), ...load(before + at), ...get(vectors), ...simd(op.v128Bitselect), ...store(states + at)]),
    ...advance(block, 1), ...advance(from, 64), ...unfinished, ...simd(op.v128AnyTrue), op.brIf, 0, op.end,
    ...storeDigests(out, vectors), ...advance(out, 128), ...[starts, lengths, tailEnds].flatMap((list) => advance(list, 16)),
  ]);
  return { name: 'messages', parameters: 7, locals: [{ count: 2, type: valueType.i32 }, { count: 8, type: valueType.v128 }], body };
}

/** `pairs(level, out, groups)`: groups of four nodes (RFC 6962 §2.1) over digests that follow each other. `out` may be `level`. */
function pairs(): WasmFunction {
  const [level, out, groups] = [0, 1, 2];
  const vectors = 3;
  const shifted = (code: number, by: number): Code => [...constant(by), ...simd(code)];
  const word = (t: number): Code => [...constant(0), ...load(words + 16 * t)];
  const put = (t: number, value: Code): Code => [...constant(0), ...value, ...store(words + 16 * t)];
  const splat = (value: number): Code => [...constant(value), ...simd(op.i32x4Splat)];
  const previous = vectors;
  const current = vectors + 1;
  // A node is 65 bytes: 0x01, left, right. Shifted by one byte the children fill one block and one byte of the second.
  const first = Array.from({ length: 16 }, (_, t) => [
    ...word(t), ...set(current),
    ...put(t, [...(t === 0 ? splat(0x0100_0000) : [...get(previous), ...shifted(op.i32x4Shl, 24)]), ...get(current), ...shifted(op.i32x4ShrU, 8), ...simd(op.v128Or)]),
    ...get(current), ...set(previous),
  ]).flat();
  const second = Array.from({ length: 16 }, (_, t) =>
    put(t, t === 0 ? [...get(previous), ...shifted(op.i32x4Shl, 24), ...splat(0x80_0000), ...simd(op.v128Or)] : splat(t === 15 ? 65 * 8 : 0))).flat();
  const body = countdown(groups, [
    ...interleave(level, 64, false, vectors), ...startStates(standardAt), ...first, ...compressLanes, ...second, ...compressLanes,
    ...storeDigests(out, vectors), ...advance(level, 256), ...advance(out, 128),
  ]);
  return { name: 'pairs', parameters: 3, locals: [{ count: 8, type: valueType.v128 }], body };
}

/** `stream(bytes, state, blocks)`: consecutive blocks of one message; the schedules of four are made side by side. */
function stream(): WasmFunction {
  const [bytes, state, blocks] = [0, 1, 2];
  const [some, vectors] = [3, 4];
  const four = (count: Code): Code => [...interleave(bytes, 64, true, vectors), ...constant(words), op.call, index.schedules, ...get(state), ...constant(0), ...count, op.call, index.chain];
  const body = [
    ...get(blocks), ...constant(2), op.i32ShrU, ...set(some),
    op.block, 0x40, op.loop, 0x40, ...get(some), ...constant(1), op.i32LessU, op.brIf, 1, ...four(constant(4)), ...advance(bytes, 256), ...advance(some, -1), op.br, 0, op.end, op.end,
    op.block, 0x40, ...get(blocks), ...constant(3), op.i32And, ...tee(some), ...constant(1), op.i32LessU, op.brIf, 0, ...four(get(some)), op.end,
  ];
  return { name: 'stream', parameters: 3, locals: [{ count: 1, type: valueType.i32 }, { count: 8, type: valueType.v128 }], body };
}

/** `lineEnds(bytes, position, out, vectors, end)`: the positions of the line ends in whole vectors, the first byte's given; where the list stops goes to `end`. */
function lineEnds(): WasmFunction {
  const [bytes, position, out, vectors, end, found] = [0, 1, 2, 3, 4, 5];
  const body = [
    ...countdown(vectors, [
      ...get(bytes), ...load(0), ...constant(0x0a), ...simd(op.i8x16Splat), ...simd(op.i8x16Equal), ...simd(op.i8x16Bitmask), ...set(found),
      op.block, 0x40, op.loop, 0x40, ...get(found), op.i32Eqz, op.brIf, 1,
      ...get(out), ...get(position), ...get(found), op.i32Ctz, op.i32Add, ...single.store(0), ...advance(out, 4),
      ...get(found), ...get(found), ...constant(1), op.i32Sub, op.i32And, ...set(found), op.br, 0, op.end, op.end,
      ...advance(bytes, 16), ...advance(position, 16),
    ]),
    ...get(end), ...get(out), ...single.store(0),
  ];
  return { name: 'lineEnds', parameters: 5, locals: [{ count: 1, type: valueType.i32 }], body };
}

/** The module: `messages`, `pairs`, `stream` and `lineEnds` on its one memory, and what they call. */
export const shaModule = (pages: number): Uint8Array<ArrayBuffer> =>
  assemble(pages, [lanes(), schedules(), chain(), pad(), messages(), pairs(), stream(), lineEnds()]);
