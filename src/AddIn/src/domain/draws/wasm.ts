/** A small assembler for WebAssembly 2.0 binaries: just what the kernels need (Core Specification §5). */
export type Code = readonly number[];

/** Unsigned LEB128 (§5.2.2). */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];
const name = (text: string): number[] => [...unsigned(text.length), ...Array.from(text, (letter) => letter.charCodeAt(0))];

export const valueType = { i32: 0x7f, v128: 0x7b } as const;

/** Local variables of a function, numbered after its parameters. */
export interface Variables {
  readonly count: number;
  readonly type: number;
}

export interface WasmFunction {
  readonly name: string;
  /** All parameters are i32; nothing is returned. */
  readonly parameters: number;
  readonly locals: readonly Variables[];
  readonly body: Code;
}

/** A module that exports one memory of a fixed number of 64 KiB pages and the functions. */
export function assemble(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...vector(Array.from({ length: parameters }, () => [valueType.i32])), 0]);
  const bodies = functions.map(({ locals, body }) => {
    const content = [...vector(locals.map(({ count, type }) => [...unsigned(count), type])), ...body, op.end];
    return [...unsigned(content.length), ...content];
  });
  const exports = [[...name('memory'), 2, 0], ...functions.map((each, i) => [...name(each.name), 0, ...unsigned(i)])];
  return Uint8Array.from([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, vector(types)),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(5, vector([[1, ...unsigned(pages), ...unsigned(pages)]])),
    ...section(7, vector(exports)),
    ...section(10, vector(bodies)),
  ]);
}

/** Opcodes (§5.4); those of vectors follow the prefix 0xfd. */
export const op = {
  block: 0x02, loop: 0x03, end: 0x0b, br: 0x0c, brIf: 0x0d, call: 0x10, localGet: 0x20, localSet: 0x21, localTee: 0x22,
  i32Load: 0x28, i32Store: 0x36, i32Store8: 0x3a, i32Const: 0x41, i32Eqz: 0x45, i32LessU: 0x49, i32GreaterOrEqualU: 0x4f, i32Ctz: 0x68, i32Add: 0x6a, i32Sub: 0x6b, i32And: 0x71, i32Or: 0x72,
  i32Xor: 0x73, i32Shl: 0x74, i32ShrU: 0x76, i32Rotl: 0x77, i32Rotr: 0x78,
  v128Load: 0, v128Load32Splat: 9, v128Store: 11, i8x16Shuffle: 13, i8x16Splat: 15, i32x4Splat: 17, i8x16Equal: 35, i32x4GreaterS: 59, v128And: 78, v128Or: 80, v128Xor: 81, v128Bitselect: 82, v128AnyTrue: 83, i8x16Bitmask: 100,
  i32x4Shl: 171, i32x4ShrU: 173, i32x4Add: 174,
} as const;

export const get = (local: number): Code => [op.localGet, ...unsigned(local)];
export const set = (local: number): Code => [op.localSet, ...unsigned(local)];
export const tee = (local: number): Code => [op.localTee, ...unsigned(local)];
export const constant = (value: number): Code => [op.i32Const, ...signed(value)];
export const simd = (code: number): Code => [0xfd, ...unsigned(code)];

/** Repeats the body while the counter, lowered by one at the end of each round, is not zero. */
export const countdown = (counter: number, body: Code): Code => [
  op.loop, 0x40, ...body, ...get(counter), ...constant(1), op.i32Sub, ...tee(counter), op.brIf, 0, op.end,
];

/** Repeats the body while the counter, raised by `step` at the end of each round, is below the bound; never where it starts there. */
export const countup = (counter: number, bound: Code, step: number, body: Code): Code => [
  op.block, 0x40, op.loop, 0x40, ...get(counter), ...bound, op.i32GreaterOrEqualU, op.brIf, 1, ...body, ...advance(counter, step), op.br, 0, op.end, op.end,
];

/** Bytes of one or two vectors in a new order: 0–15 from the first, 16–31 from the second. */
export const shuffle = (lanes: readonly number[]): Code => [...simd(op.i8x16Shuffle), ...lanes];

/** Adds a constant to a local. */
export const advance = (local: number, by: number): Code => [...get(local), ...constant(by), op.i32Add, ...set(local)];
