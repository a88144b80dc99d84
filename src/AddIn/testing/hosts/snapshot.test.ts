import { BooleanNumber, CellValueType, type IWorkbookData } from '@univerjs/presets';
import { describe, expect, it } from 'vitest';
import { fromUniver } from '../../src/hosts/web/snapshot/fromUniver';
import { heightOfPixels, pixelsOfHeight, pixelsOfWidth, rangeOf, referenceOf, widthOfPixels } from '../../src/hosts/web/snapshot/places';
import { hexOf } from '../../src/hosts/web/snapshot/styles';
import { toUniver } from '../../src/hosts/web/snapshot/toUniver';
import type { Schemas } from '../../src/service/client';

const book: Schemas['WorkbookSnapshot'] = {
  format: 1, name: '计划.xlsx',
  styles: [
    { font: '宋体', size: 11 },
    { font: '黑体', size: 16, bold: true, italic: true, underline: true, strike: true, colour: 'C00000', fill: 'FFF2CC', across: 'center', down: 'center', wrap: true, rotation: 45,
      top: { style: 'thin' }, bottom: { style: 'double', colour: 'FF0000' }, numberFormat: '0%' },
  ],
  sheets: [{
    name: '计划', hidden: false, tabColour: '00B050', frozenRows: 2, frozenColumns: 1, gridLines: false, rowHeight: 15, columnWidth: 9,
    columns: [{ first: 1, last: 1, width: 6 }, { first: 2, last: 3, width: 30, style: 1 }, { first: 5, last: 5, width: 10, hidden: true }],
    rows: [
      { row: 1, height: 36, cells: [{ column: 1, text: '标题', style: 1 }, { column: 2, style: 1 }] },
      { row: 3, hidden: true, cells: [{ column: 1, text: '911405250123456789' }, { column: 2, number: 0.1 }, { column: 3, flag: true }, { column: 4, number: 2, formula: 'A1*2' }, { column: 5, text: '=1+1' }] },
    ],
    merged: ['A1:D1'],
    validations: [
      { cells: 'B3:B9 D3', kind: 'list', choices: ['定向', '不定向'], first: null, second: null, operator: null, severity: 'stop', allowBlank: true, error: '请选一项', errorTitle: null, prompt: null, promptTitle: null },
      { cells: 'A3', kind: 'decimal', choices: null, first: '1', second: null, operator: 'lessThanOrEqual', severity: null, allowBlank: false, error: null, errorTitle: null, prompt: null, promptTitle: null },
    ],
    page: { landscape: true, fitToPage: true, fitWidth: 1, fitHeight: 0, paper: 9 }, filter: 'A2:D9',
  }],
  names: [{ name: '_xlnm.Print_Titles', refersTo: "'计划'!$1:$2", sheet: '计划' }],
};

describe('a workbook in the grid', () => {
  it('goes in and comes out as it was', () => {
    const again = fromUniver(JSON.parse(JSON.stringify(toUniver(book))) as IWorkbookData);

    expect(again.sheets[0]!.rows).toEqual(book.sheets[0]!.rows);
    expect(again.sheets[0]!.validations).toEqual(book.sheets[0]!.validations);
    expect({ ...again.sheets[0], columns: [], rows: [], validations: [], columnWidth: 0 }).toEqual({ ...book.sheets[0], columns: [], rows: [], validations: [], columnWidth: 0 });
    expect(again.sheets[0]!.columns!.map(({ first, last, style, hidden }) => [first, last, style, hidden])).toEqual([[1, 1, undefined, undefined], [2, 3, 1, undefined], [5, 5, undefined, true]]);
    expect(again.styles).toEqual(book.styles);
    expect([again.name, again.names]).toEqual([book.name, book.names]);
  });

  it('holds codes and texts that look like formulas as text', () => {
    const cells = toUniver(book).sheets['sheet-1']!.cellData![2]!;

    expect([cells[0]!.t, cells[4]!.t, cells[4]!.f]).toEqual([CellValueType.FORCE_STRING, CellValueType.FORCE_STRING, undefined]);
  });

  it('gives what was typed into the grid itself', () => {
    const typed = { ...toUniver(book), sheetOrder: ['s'], resources: [], sheets: { s: { id: 's', name: '新', cellData: { 0: { 0: { v: '007' }, 1: { v: 7 }, 2: { v: 1, t: CellValueType.BOOLEAN }, 3: { s: { bl: BooleanNumber.TRUE } }, 4: {} } } } } } as unknown as IWorkbookData;

    const { cells } = fromUniver(typed).sheets[0]!.rows![0]!;

    expect(cells!.map(({ column, text, number, flag, style }) => [column, text ?? number ?? flag ?? `look ${style}`])).toEqual([[1, '007'], [2, 7], [3, true], [4, 'look 1']]);
  });

  it.each([['A1', 0, 0, 0, 0], ['B2:AA10', 1, 1, 9, 26]])('%s is a place', (reference, startRow, startColumn, endRow, endColumn) => {
    expect(rangeOf(reference)).toEqual({ startRow, startColumn, endRow, endColumn });
    expect(referenceOf(rangeOf(reference))).toBe(reference);
  });

  it.each([6, 8.43, 12.5, 30])('a width of %d characters survives pixels', (width) => {
    expect(Math.abs(widthOfPixels(pixelsOfWidth(width)) - width)).toBeLessThan(0.15);
    expect(heightOfPixels(pixelsOfHeight(13.5))).toBe(13.5);
  });

  it.each([['#fff', 'FFFFFF'], ['#C00000', 'C00000'], ['rgb(0, 176, 80)', '00B050'], ['red', undefined], [null, undefined]])('%s is the colour %s', (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });
});
