import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/domain/draws/bytes';
import { scalarKernel, type Kernel } from '../../src/domain/draws/kernel';
import { complete, hashMessages, keyState, rootOfRows } from '../../src/domain/draws/lanes';
import { leafHash, treeRoot } from '../../src/domain/draws/merkle';
import { splitRows } from '../../src/domain/draws/rows';
import { initialState } from '../../src/domain/draws/sha256';
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

  it('hashes rows of every length as the platform does', () => {
    const found = new Map<number, string>();
    const { source, count, from, to } = split;
    complete(hashMessages(kernel, { source, count, from, to, rowEnd: to, tail: 0 }, initialState, 0, '', (i, states, at) => {
      found.set(i, Array.from({ length: 8 }, (_word, s) => (states[at + 4 * s]! >>> 0).toString(16).padStart(8, '0')).join(''));
    }));
    rows.forEach((row, i) => expect(found.get(i)).toBe(platform(row)));
  });

  it('continues after a key, and takes the end of the row after its beginning', () => {
    const key = 'c0'.repeat(32);
    const { source, count, from, to } = split;
    const half = from.map((start, i) => start + Math.min(20, to[i]! - start));
    const tails = to.map((end, i) => Math.max(end, from[i]! + 32));
    const usable = rows.findIndex((row) => row.length >= 52);
    complete(hashMessages(kernel, { source, count: 1, from: from.slice(usable), to: half.slice(usable), rowEnd: tails.slice(usable), tail: 32 }, keyState(key), 64, '', (i, states, at) => {
      const row = rows[usable + i]!;
      expect((states[at]! >>> 0).toString(16).padStart(8, '0')).toBe(platform(key + row.slice(0, 20) + row.slice(-32)).slice(0, 8));
    }));
    expect(count).toBe(rows.length);
  });

  it('gives the root of trees of every size', () => {
    for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 1023, 1024, 1025, 2047, 2500]) {
      const some = splitRows(rowsFile(rows.slice(0, size)))!;
      expect(complete(rootOfRows(kernel, { ...some, rowEnd: some.to }, ''))).toBe(hex(treeRoot(rows.slice(0, size).map((row) => leafHash(utf8(row))))));
    }
  });

  it('hashes files piece by piece', () => {
    for (const length of [0, 1, 63, 64, 65, 262_143, 262_144, 300_000, 5_000_000]) {
      const bytes = new Uint8Array(length).fill(length & 0xff);
      expect(complete(fileHash(kernel, bytes, ''))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});
