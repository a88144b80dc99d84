import { describe, expect, it } from 'vitest';
import { quotaOf } from '../../src/domain/draws/quota';

type Row = readonly [n: number, num: number, den: number];
const quota = (rows: readonly Row[], total?: number): number[] => quotaOf({
  rule: total === undefined ? { kind: 'atLeast' } : { kind: 'total', total }, strata: rows.map(([n, num, den], i) => ({ id: String(i), n, num, den })),
});

describe('the rule atLeast', () => {
  it('rounds up and never draws more than there are', () => {
    expect(quota([[30, 1, 10], [31, 1, 10], [4, 1, 1], [0, 1, 2], [7, 0, 5], [1, 1, 1000]])).toEqual([3, 4, 4, 0, 0, 1]);
  });

  it('is exact where floating point and 64 bits are not', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(quota([[most, most - 1, most], [most, 1, most], [3, 333_333_333_333_333, 999_999_999_999_999]])).toEqual([most - 1, 1, 1]);
  });
});

describe('the rule total', () => {
  it.each<[string, Row[], number, number[]]>([
    ['gives by largest remainder', [[10, 1, 10], [10, 2, 10], [10, 4, 10]], 5, [1, 1, 3]],
    ['breaks ties by the order of strata', [[10, 1, 2], [10, 1, 2], [10, 1, 2]], 4, [2, 1, 1]],
    ['fixes a full stratum and gives the rest to the others again', [[2, 1, 1], [10, 1, 10], [10, 1, 10]], 6, [2, 2, 2]],
    ['gives no seat to weight 0', [[10, 0, 5], [10, 1, 5]], 8, [0, 8]],
    ['gives at most what strata with weight hold', [[3, 0, 5], [4, 1, 5], [0, 1, 1]], 100, [0, 4, 0]],
    ['gives nothing of nothing', [[3, 1, 5], [4, 1, 5]], 0, [0, 0]],
    ['keeps all apart where weights are equal only in floating point', [[3, 1, 3], [3, 333_333_333_333_333, 999_999_999_999_998]], 1, [0, 1]],
  ])('%s', (_, rows, total, expected) => {
    expect(quota(rows, total)).toEqual(expected);
  });
});
