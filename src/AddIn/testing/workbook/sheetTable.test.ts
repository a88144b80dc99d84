import { describe, expect, it } from 'vitest';
import { pageOf, tableCells, type TableCell } from '../../src/domain/sheetTable';

const area = (firstRow: number, firstColumn: number, lastRow: number, lastColumn: number) => ({ firstRow, firstColumn, lastRow, lastColumn });
/** A1×2·3 is a cell two rows high and three columns wide. */
const drawn = (rows: readonly (readonly TableCell[])[]): string[] => rows.map((cells) => cells.map(({ row, column, text, rows: high, columns: wide }) => `${text}@${row},${column}${high + wide > 2 ? `×${high}·${wide}` : ''}`).join(' '));
const none = (): string => 'nobody asks';

describe('a sheet as a table', () => {
  it('has each cell at its own place', () => {
    expect(drawn(tableCells({ row: 51, texts: [['a', 'b'], ['c', '']], merged: [] }, none))).toEqual(['a@51,1 b@51,2', 'c@52,1 @52,2']);
  });

  it.each([
    ['over columns', area(1, 1, 1, 3), ['t@1,1×1·3', 'd@2,1 e@2,2 f@2,3']],
    ['over rows', area(1, 2, 2, 2), ['t@1,1 b@1,2×2·1 c@1,3', 'd@2,1 f@2,3']],
    ['over both', area(1, 2, 2, 3), ['t@1,1 b@1,2×2·2', 'd@2,1']],
    ['beyond the last row', area(2, 1, 9, 1), ['t@1,1 b@1,2 c@1,3', 'd@2,1 e@2,2 f@2,3']],
    ['beyond the last column', area(1, 3, 1, 9), ['t@1,1 b@1,2 c@1,3', 'd@2,1 e@2,2 f@2,3']],
    ['elsewhere', area(7, 1, 8, 2), ['t@1,1 b@1,2 c@1,3', 'd@2,1 e@2,2 f@2,3']],
  ])('shows a merged area once: %s', (_, merged, expected) => {
    expect(drawn(tableCells({ row: 1, texts: [['t', 'b', 'c'], ['d', 'e', 'f']], merged: [merged] }, none))).toEqual(expected);
  });

  it('repeats on this page what a merged area says that began on the one before, at its own place', () => {
    const shown = tableCells({ row: 51, texts: [['', 'b'], ['', 'd'], ['x', 'y']], merged: [area(49, 1, 52, 1)] }, (row, column) => `text of ${row},${column}`);
    expect(drawn(shown)).toEqual(['text of 49,1@49,1×2·1 b@51,2', 'd@52,2', 'x@53,1 y@53,2']);
  });

  it('has pages that begin after each fifty rows', () => {
    expect([1, 50, 51, 5_000, 5_001].map((row) => pageOf(row, 50))).toEqual([1, 1, 51, 4_951, 5_001]);
  });
});
