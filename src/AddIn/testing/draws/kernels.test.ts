import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/domain/draws/bytes';
import { fresh, lineEndBytes, scalarKernel, type Kernel } from '../../src/domain/draws/kernel';
import { complete, hashMessages, keyStart, rootOfRows } from '../../src/domain/draws/lanes';
import { leafHash, treeRoot } from '../../src/domain/draws/merkle';
import { splitRows } from '../../src/domain/draws/rows';
import { fileHash } from '../../src/domain/draws/tables';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { hex } from '../../src/domain/draws/bytes';
import { rowsFile } from './notary';

const kernels: [string, () => Kernel][] = [['plain', scalarKernel], ['best', bestKernel]];

it('the best kernel here is WebAssembly', () => {
  expect(bestKernel().name).toBe('webassembly');
});

it('without WebAssembly the plain kernel serves', () => {
  const own = globalThis.WebAssembly;
  try {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    expect(bestKernel().name).toBe('javascript');
  } finally {
    globalThis.WebAssembly = own;
  }
});

describe.each(kernels)('the %s kernel', (_, make) => {
  const kernel = make();
  // Lengths around the ends of one, two and three blocks, and beyond.
  const rows = Array.from({ length: 2500 }, (_row, i) => 'A'.repeat(1 + ((i * 37) % 260)) + i);
  const split = splitRows(rowsFile(rows))!;
  const platform = (text: string): string => createHash('sha256').update(text).digest('hex');

  const digest = (at: number): string => hex(Uint8Array.from({ length: 32 }, (_byte, i) => kernel.digests[8 * at + (i >> 2)]! >>> (24 - 8 * (i & 3))));

  it('hashes rows of every length as the platform does', () => {
    const found: string[] = [];
    const { source, count, from, to } = split;
    complete(hashMessages(kernel, { source, count, from, to, rowEnd: to, tail: 0, leaf: false }, fresh, '', (_first, some) => {
      for (let i = 0; i < some; i++) found.push(digest(i));
    }));
    expect(found).toEqual(rows.map(platform));
  });

  it('hashes rows longer than its own memory, between short ones', () => {
    const some = ['short', 'x'.repeat(632), 'y'.repeat(3_000_000), 'z'.repeat(700), 'end'];
    const { source, count, from, to } = splitRows(rowsFile(some))!;
    kernel.hash({ source, count, from, to, rowEnd: to, tail: 0, leaf: false }, 0, count, fresh);
    expect(some.map((_row, i) => digest(i))).toEqual(some.map(platform));
  });

  it('continues after a key, and takes the end of the row after its beginning', () => {
    const key = 'c0'.repeat(32);
    const long = rows.filter((row) => row.length >= 52);
    const { source, count, from, to } = splitRows(rowsFile(long))!;
    const found: string[] = [];
    const messages = { source, count, from, to: from.map((start) => start + 20), rowEnd: to, tail: 32, leaf: false } as const;
    complete(hashMessages(kernel, messages, keyStart(key), '', (_first, some) => {
      for (let i = 0; i < some; i++) found.push(digest(i));
    }));
    expect(found).toEqual(long.map((row) => platform(key + row.slice(0, 20) + row.slice(-32))));
  });

  it('gives the root of trees of every size', () => {
    for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 1023, 1024, 1025, 2047, 2500]) {
      const some = splitRows(rowsFile(rows.slice(0, size)))!;
      expect(complete(rootOfRows(kernel, { ...some, rowEnd: some.to }, ''))).toBe(hex(treeRoot(rows.slice(0, size).map((row) => leafHash(utf8(row))))));
    }
  });

  it('finds every line end, wherever a piece begins and ends', () => {
    const text = Uint8Array.from({ length: lineEndBytes }, (_byte, i) => (i % 7 === 0 || i % 16 === 15 || i < 40 ? 0x0a : 0x0b));
    for (const [from, to] of [[0, 1], [1, 1], [0, 16], [3, 40], [41, 42], [15, 131], [0, lineEndBytes], [lineEndBytes - 17, lineEndBytes]] as const) {
      const due = Array.from(text.keys()).filter((at) => at >= from && at < to && text[at] === 0x0a);
      expect(Array.from(kernel.lineEnds(text, from, to))).toEqual(due);
    }
    const file = utf8(rows.map((row) => `${row}\n\n`).join('').repeat(3));
    const found = splitRows(file, kernel.lineEnds)!;
    expect(found.count).toBe(rows.length * 6);
    expect(Array.from(found.to.subarray(0, 4), (end, row) => end - found.from[row]!)).toEqual([rows[0]!.length, 0, rows[1]!.length, 0]);
    expect(Array.from(found.to).every((at) => file[at] === 0x0a)).toBe(true);
  });

  it('hashes files piece by piece', () => {
    for (const length of [0, 1, 63, 64, 65, 262_143, 262_144, 300_000, 5_000_000]) {
      const bytes = new Uint8Array(length).fill(length & 0xff);
      expect(complete(fileHash(kernel, bytes, ''))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});
