import { roundConstants } from './sha256';
import {
  advance, assemble, constant, countdown, get, op, set, simd, unsigned, valueType, type Code, type WasmFunction,
} from './wasm';

/** The operations SHA-256 needs on a word: one 32-bit integer, or four side by side. */
interface Word {
  readonly type: number;
  readonly bytes: number;
  readonly load: (offset: number) => Code;
  readonly store: (offset: number) => Code;
  readonly add: Code;
  readonly xor: Code;
  readonly literal: (value: number) => Code;
  readonly shift: (x: Code, by: number) => Code;
  readonly rotate: (x: Code, by: number) => Code;
  /** Bits of `yes` where `mask` is set, else of `no`. */
  readonly choose: (yes: Code, no: Code, mask: Code) => Code;
}

const memory = (alignment: number, offset: number): Code => [alignment, ...unsigned(offset)];

const single: Word = {
  type: valueType.i32,
  bytes: 4,
  load: (offset) => [op.i32Load, ...memory(2, offset)],
  store: (offset) => [op.i32Store, ...memory(2, offset)],
  add: [op.i32Add],
  xor: [op.i32Xor],
  literal: constant,
  shift: (x, by) => [...x, ...constant(by), op.i32ShrU],
  rotate: (x, by) => [...x, ...constant(by), op.i32Rotr],
  choose: (yes, no, mask) => [...yes, ...no, op.i32Xor, ...mask, op.i32And, ...no, op.i32Xor],
};

const fourfold: Word = {
  type: valueType.v128,
  bytes: 16,
  load: (offset) => [...simd(op.v128Load), ...memory(4, offset)],
  store: (offset) => [...simd(op.v128Store), ...memory(4, offset)],
  add: simd(op.i32x4Add),
  xor: simd(op.v128Xor),
  literal: (value) => [...constant(value), ...simd(op.i32x4Splat)],
  shift: (x, by) => [...x, ...constant(by), ...simd(op.i32x4ShrU)],
  rotate: (x, by) => [...x, ...constant(by), ...simd(op.i32x4ShrU), ...x, ...constant(32 - by), ...simd(op.i32x4Shl), ...simd(op.v128Or)],
  choose: (yes, no, mask) => [...yes, ...no, ...mask, ...simd(op.v128Bitselect)],
};

/** Locals of a compression: 16 words of the schedule, then a…h, then one temporary. */
interface Locals {
  readonly schedule: number;
  readonly working: number;
  readonly temporary: number;
}

const xor3 = (word: Word, a: Code, b: Code, c: Code): Code => [...a, ...b, ...word.xor, ...c, ...word.xor];

/** 64 rounds of FIPS 180-4 §6.2.2, unrolled; the roles of a…h move on by renaming instead of copying. */
function rounds(word: Word, locals: Locals): Code {
  const code: number[] = [];
  for (let t = 0; t < 64; t++) {
    const w = (back: number): number => locals.schedule + ((t - back) & 15);
    if (t >= 16) {
      const x = get(w(15));
      const y = get(w(2));
      code.push(
        ...get(w(16)), ...xor3(word, word.rotate(x, 7), word.rotate(x, 18), word.shift(x, 3)), ...word.add, ...get(w(7)), ...word.add,
        ...xor3(word, word.rotate(y, 17), word.rotate(y, 19), word.shift(y, 10)), ...word.add, ...set(w(16)));
    }
    const role = (letter: number): number => locals.working + ((letter - t) & 7);
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map(role) as [number, number, number, number, number, number, number, number];
    code.push(
      ...get(h), ...xor3(word, word.rotate(get(e), 6), word.rotate(get(e), 11), word.rotate(get(e), 25)), ...word.add,
      ...word.choose(get(f), get(g), get(e)), ...word.add, ...word.literal(roundConstants[t]!), ...word.add, ...get(w(0)), ...word.add,
      ...set(locals.temporary),
      ...get(d), ...get(locals.temporary), ...word.add, ...set(d),
      ...get(locals.temporary), ...xor3(word, word.rotate(get(a), 2), word.rotate(get(a), 13), word.rotate(get(a), 22)), ...word.add,
      // The majority of a, b, c: where a and b differ c decides.
      ...word.choose(get(c), get(b), [...get(a), ...get(b), ...word.xor]), ...word.add, ...set(h));
  }
  return code;
}

/** Adds a…h to the eight state words at the address in a local. */
function addToState(word: Word, locals: Locals, address: number): Code {
  return Array.from({ length: 8 }, (_, i) => [
    ...get(address), ...get(address), ...word.load(i * word.bytes), ...get(locals.working + i), ...word.add, ...word.store(i * word.bytes),
  ]).flat();
}

const loadState = (word: Word, locals: Locals, address: number): Code =>
  Array.from({ length: 8 }, (_, i) => [...get(address), ...word.load(i * word.bytes), ...set(locals.working + i)]).flat();

/** `lanes(words, states, groups)`: one block of each message of each group (see Kernel). */
function lanes(word: Word): WasmFunction {
  const [words, states, groups] = [0, 1, 2];
  const locals = { schedule: 3, working: 19, temporary: 27 };
  const load = Array.from({ length: 16 }, (_, t) => [...get(words), ...word.load(t * word.bytes), ...set(locals.schedule + t)]).flat();
  const body = [
    ...load, ...loadState(word, locals, states), ...rounds(word, locals), ...addToState(word, locals, states),
    ...advance(words, 16 * word.bytes), ...advance(states, 8 * word.bytes),
  ];
  return { name: 'lanes', parameters: 3, locals: [{ count: 25, type: word.type }], body: countdown(groups, body) };
}

/** `stream(bytes, state, blocks)`: consecutive 64-byte blocks of one message. */
function stream(): WasmFunction {
  const [bytes, state, blocks] = [0, 1, 2];
  const locals = { schedule: 3, working: 19, temporary: 27 };
  const swapped = (x: number): Code => [
    ...get(x), ...constant(8), op.i32Rotl, ...constant(0x00ff_00ff), op.i32And,
    ...get(x), ...constant(24), op.i32Rotl, ...constant(0xff00_ff00 | 0), op.i32And, op.i32Or,
  ];
  const load = Array.from({ length: 16 }, (_, t) => [
    ...get(bytes), ...single.load(4 * t), ...set(locals.temporary), ...swapped(locals.temporary), ...set(locals.schedule + t),
  ]).flat();
  const body = [
    ...load, ...loadState(single, locals, state), ...rounds(single, locals), ...addToState(single, locals, state), ...advance(bytes, 64),
  ];
  return { name: 'stream', parameters: 3, locals: [{ count: 25, type: valueType.i32 }], body: countdown(blocks, body) };
}

/** A module with `lanes` on vectors of four and `stream` on single words. */
export const shaModule = (pages: number): Uint8Array<ArrayBuffer> => assemble(pages, [lanes(fourfold), stream()]);
