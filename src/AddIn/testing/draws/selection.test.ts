import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/domain/draws/bytes';
import { smallestHeads } from '../../src/domain/draws/drawn';
import { TextColumn } from '../../src/domain/draws/interner';
import { complete, type Steps } from '../../src/domain/draws/lanes';
import type { Candidates, Limits } from '../../src/domain/draws/registerpart';
import { commonLength, isGreater, splitRows } from '../../src/domain/draws/rows';
import { rowsFile } from './notary';

describe('the rows that whole tickets must decide', () => {
  const rows = 3000;
  const stratum = Int32Array.from({ length: rows }, (_, row) => row % 3);
  const sizes = [0, 1, 2].map((number) => stratum.filter((one) => one === number).length);
  const heads: [string, (row: number) => number][] = [
    ['evenly spread', (row) => Math.imul(row + 1, 0x9e37_79b1)], ['all near the top', (row) => -1 - (row % 50)], ['all equal', () => 7], ['all at the top', () => -1],
  ];

  it.each(heads)('are the quota and its ties, however the heads lie: %s', (_, headOf) => {
    const all = Uint32Array.from({ length: rows }, (_row, row) => headOf(row));
    const quotas = [1, 40, sizes[2]!];
    const names = ['甲', '乙', '丙'];
    function* candidates(limits: Limits): Steps<Candidates> {
      const low = Array.from(stratum.keys()).filter((row) => all[row]! <= (limits.get(names[stratum[row]!]!) ?? -1));
      return yield* [], { rows: low.map((row) => `${row}|${names[stratum[row]!]}|`), heads: Uint32Array.from(low, (row) => all[row]!) };
    }
    const found = complete(smallestHeads(candidates, quotas.map((quota, number) => ({ id: names[number]!, n: sizes[number]!, quota }))));
    quotas.forEach((quota, number) => {
      const own = Array.from(stratum.keys()).filter((row) => stratum[row] === number);
      const last = own.map((row) => all[row]!).sort((a, b) => a - b)[quota - 1]!;
      expect(found.get(names[number]!)).toEqual(own.filter((row) => all[row]! <= last).map((row) => `${row}|${names[number]}|`));
    });
  });
});

it('texts of a column are numbered as they first occur, also in a file that shares its buffer', () => {
  const names = Array.from({ length: 2000 }, (_, i) => `第${i * 7919}所${'甲'.repeat(i % 5)}`);
  const source = Buffer.concat([Buffer.from('#'), utf8(names.join('\n'))]).subarray(1);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const column = new TextColumn(() => true);
  for (let round = 0; round < 2; round++) {
    let at = 0;
    names.forEach((name, number) => {
      const length = utf8(name).length;
      expect(column.indexOf(source, view, at, at + length)).toBe(number);
      at += length + 1;
    });
  }
  expect(column.texts).toEqual(names);
});

it('rows are ordered by their bytes, the shorter of two alike first', () => {
  const words = ['A', 'A|', 'AB|甲', 'AB|甲乙', 'ABCD', 'ABCDE|x', 'ABCDF', 'B', '甲', '𠀀', '\u{ff5e}'];
  const rows = splitRows(rowsFile(words))!;
  words.forEach((a, i) => words.forEach((b, j) => {
    expect(isGreater(rows, i, j, commonLength(rows, i, j))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0);
  }));
});
