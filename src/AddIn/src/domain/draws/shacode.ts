import { advance, constant, countdown, get, op, set, simd, tee, unsigned, valueType, type Code, type WasmFunction } from './wasm';

/** The operations SHA-256 needs on a word: one 32-bit integer, or four side by side. */
interface Word {
  readonly type: number;
  readonly bytes: number;
  readonly load: (offset: number) => Code;
  readonly store: (offset: number) => Code;
  /** The round constant of an index from the table every module holds at `table.constants`. */
  readonly roundConstant: (t: number) => Code;
  readonly add: Code;
  readonly xor: Code;
  readonly and: Code;
  readonly shift: (x: Code, by: number) => Code;
  readonly rotate: (x: Code, by: number) => Code;
}

/** Where the tables of the module lie; whoever instantiates it fills in the constants. */
export const table = { constants: 0, schedule: 256, end: 256 + 64 * 16 } as const;

export const memory = (alignment: number, offset: number): Code => [alignment, ...unsigned(offset)];

export const single: Word = {
  type: valueType.i32,
  bytes: 4,
  load: (offset) => [op.i32Load, ...memory(2, offset)],
  store: (offset) => [op.i32Store, ...memory(2, offset)],
  roundConstant: (t) => [...constant(0), op.i32Load, ...memory(2, table.constants + 4 * t)],
  add: [op.i32Add],
  xor: [op.i32Xor],
  and: [op.i32And],
  shift: (x, by) => [...x, ...constant(by), op.i32ShrU],
  rotate: (x, by) => [...x, ...constant(by), op.i32Rotr],
};

export const fourfold: Word = {
  type: valueType.v128,
  bytes: 16,
  load: (offset) => [...simd(op.v128Load), ...memory(0, offset)],
  store: (offset) => [...simd(op.v128Store), ...memory(0, offset)],
  roundConstant: (t) => [...constant(0), ...simd(op.v128Load32Splat), ...memory(2, table.constants + 4 * t)],
  add: simd(op.i32x4Add),
  xor: simd(op.v128Xor),
  and: simd(op.v128And),
  shift: (x, by) => [...x, ...constant(by), ...simd(op.i32x4ShrU)],
  rotate: (x, by) => [...x, ...constant(by), ...simd(op.i32x4ShrU), ...x, ...constant(32 - by), ...simd(op.i32x4Shl), ...simd(op.v128Or)],
};

/** Locals of a compression: 16 words of the schedule, then a…h, then two temporaries. */
interface Locals {
  readonly schedule: number;
  readonly working: number;
  readonly temporary: number;
}

const localsFrom = (first: number): Locals => ({ schedule: first, working: first + 16, temporary: first + 24 });

const xor3 = (word: Word, a: Code, b: Code, c: Code): Code => [...a, ...b, ...word.xor, ...c, ...word.xor];

/** Replaces the oldest of the 16 words held by word t of the schedule (FIPS 180-4 §6.2.2, step 1). */
function extend(word: Word, { schedule }: Locals, t: number): Code {
  const w = (back: number): number => schedule + ((t - back) & 15);
  const x = get(w(15));
  const y = get(w(2));
  return [
    ...get(w(16)), ...xor3(word, word.rotate(x, 7), word.rotate(x, 18), word.shift(x, 3)), ...word.add, ...get(w(7)), ...word.add,
    ...xor3(word, word.rotate(y, 17), word.rotate(y, 19), word.shift(y, 10)), ...word.add, ...set(w(16)),
  ];
}

/** Round t (step 3); `scheduled` gives its word with its constant added. The roles of a…h move on by renaming instead of copying. */
function round(word: Word, { working, temporary }: Locals, t: number, scheduled: Code): Code {
  const role = (letter: number): Code => get(working + ((letter - t) & 7));
  const [a, b, d, e, f, g, h] = [0, 1, 3, 4, 5, 6, 7].map(role) as [Code, Code, Code, Code, Code, Code, Code];
  const into = (letter: number): Code => set(working + ((letter - t) & 7));
  return [
    ...h, ...scheduled, ...word.add, ...xor3(word, word.rotate(e, 6), word.rotate(e, 11), word.rotate(e, 25)), ...word.add,
    ...f, ...g, ...word.xor, ...e, ...word.and, ...g, ...word.xor, ...word.add, ...set(temporary),
    ...d, ...get(temporary), ...word.add, ...into(3),
    ...get(temporary), ...xor3(word, word.rotate(a, 2), word.rotate(a, 13), word.rotate(a, 22)), ...word.add,
    // The majority of a, b, c is b but where a and b differ and b and c differ; b xor c is left over from the round before.
    ...a, ...b, ...word.xor, ...tee(temporary), ...get(temporary + 1), ...word.and, ...b, ...word.xor, ...word.add, ...into(7),
    ...get(temporary), ...set(temporary + 1),
  ];
}

const firstDifference = (word: Word, { working, temporary }: Locals): Code => [...get(working + 1), ...get(working + 2), ...word.xor, ...set(temporary + 1)];

/** Adds a…h to the eight state words at the address in a local. */
function addToState(word: Word, locals: Locals, address: number): Code {
  return Array.from({ length: 8 }, (_, i) => [
    ...get(address), ...get(address), ...word.load(i * word.bytes), ...get(locals.working + i), ...word.add, ...word.store(i * word.bytes),
  ]).flat();
}

const loadWords = (word: Word, count: number, first: number, address: number): Code =>
  Array.from({ length: count }, (_, i) => [...get(address), ...word.load(i * word.bytes), ...set(first + i)]).flat();

/** `lanes(words, states)`: one block of each of four messages; word t of lane l at `words + 16t + 4l`, states likewise. */
export function lanes(): WasmFunction {
  const word = fourfold;
  const [words, states] = [0, 1];
  const locals = localsFrom(2);
  const rounds = Array.from({ length: 64 }, (_, t) => [
    ...(t >= 16 ? extend(word, locals, t) : []),
    ...round(word, locals, t, [...get(locals.schedule + (t & 15)), ...word.roundConstant(t), ...word.add]),
  ]).flat();
  const body = [
    ...loadWords(word, 16, locals.schedule, words), ...loadWords(word, 8, locals.working, states), ...firstDifference(word, locals),
    ...rounds, ...addToState(word, locals, states),
  ];
  return { name: 'lanes', parameters: 2, locals: [{ count: 26, type: word.type }], body };
}

/** `schedules(words)`: the schedules of four blocks side by side, constants added, into `table.schedule`. */
export function schedules(): WasmFunction {
  const word = fourfold;
  const locals = localsFrom(1);
  const body = Array.from({ length: 64 }, (_, t) => [
    ...(t >= 16 ? extend(word, locals, t) : []),
    ...constant(0), ...get(locals.schedule + (t & 15)), ...word.roundConstant(t), ...word.add, ...word.store(table.schedule + 16 * t),
  ]).flat();
  return { name: 'schedules', parameters: 1, locals: [{ count: 16, type: word.type }], body: [...loadWords(word, 16, locals.schedule, 0), ...body] };
}

/** `chain(state, lane, blocks)`: takes up to four blocks, whose schedules are ready, one after the other into one state. */
export function chain(): WasmFunction {
  const word = single;
  const [state, lane, blocks] = [0, 1, 2];
  const locals = localsFrom(3 - 16);
  const rounds = Array.from({ length: 64 }, (_, t) => round(word, locals, t, [...get(lane), ...word.load(table.schedule + 16 * t)])).flat();
  const body = countdown(blocks, [
    ...loadWords(word, 8, locals.working, state), ...firstDifference(word, locals), ...rounds, ...addToState(word, locals, state), ...advance(lane, 4),
  ]);
  return { name: 'chain', parameters: 3, locals: [{ count: 10, type: word.type }], body };
}
