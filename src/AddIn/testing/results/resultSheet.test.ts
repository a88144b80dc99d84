import { describe, expect, it } from 'vitest';
import { sheetAsCsv } from '../../src/domain/sheetCsv';
import { cellOf, findResultHeaders, resultHeaders, resultRows, rowsOfObjects } from '../../src/domain/results/resultSheet';
import type { SheetReading } from '../../src/ports/WorkbookHost';

const reading = (texts: string[][], row = 1, column = 1): SheetReading => ({ sheet: '结果', row, column, texts, merged: [] });

describe('a result sheet', () => {
  it.each([
    [[['标题'], ['统一社会信用代码', '检查日期', '检查结果']], { row: 2, column: 1 }],
    [[['备注', ' 统一社会\n信用代码', '检查日期', '检查结果']], { row: 1, column: 2 }],
    [[['统一社会信用代码', '检查结果']], null],
    [[], null],
  ])('finds its headers in %j', (texts, expected) => {
    const found = findResultHeaders(reading(texts));
    expect(found === null ? null : { row: found.row, column: found.columns.get('统一社会信用代码') }).toEqual(expected);
  });

  it('counts from where the sheet is used first', () => {
    const found = findResultHeaders(reading([['统一社会信用代码', '检查日期', '检查结果']], 4, 3))!;
    expect([found.row, found.columns.get('检查结果')]).toEqual([4, 5]);
  });

  it('keeps every row and column at its number as delimited text', () => {
    expect(sheetAsCsv(reading([['甲', '说“好”,"好"\n再来'], ['', '=1+1']], 3, 2))).toBe('\n\n,甲,"说“好”,""好""\n再来"\n,,=1+1\n');
  });

  it('knows the row of each object, the first where a code is there twice', () => {
    const sheet = reading([['统一社会信用代码', '检查日期', '检查结果'], ['A', '', ''], ['', '', ''], ['B', '', ''], ['A', '', '']]);
    expect([...rowsOfObjects(sheet, findResultHeaders(sheet)!)]).toEqual([['A', 2], ['B', 4]]);
  });

  it('writes objects with their results and last days in words', () => {
    const rows = resultRows(
      [{ objectId: 'A', name: '甲药店', unit: '一所', stateName: '待审核', result: { checkedOn: '2023-04-10', shown: '未发现问题', detail: '', followUpsShown: '', document: null, method: '实地检查' } },
        { objectId: 'B', name: '乙药店', unit: '', stateName: '未录入', result: null }],
      [{ objectId: 'A', words: { level: 'Soon', text: '还有 3 个工作日（2023年5月9日）' } }],
    );
    expect(rows).toEqual([
      ['A', '甲药店', '一所', { number: 45_026, format: 'yyyy-mm-dd' }, '未发现问题', '', '', '', '实地检查', '还有 3 个工作日（2023年5月9日）', '待审核'],
      ['B', '乙药店', '', '', '', '', '', '', '', '', '未录入'],
    ]);
    expect(rows[0]).toHaveLength(resultHeaders.length);
  });

  it.each([['B5', 5, 5, 2], ['AA12', 12, 12, 27], ['第7行', 7, 7, 1]])('a finding at %s is row %i', (cell, row, atRow, atColumn) => {
    expect(cellOf('结果', cell, row)).toEqual({ sheet: '结果', row: atRow, column: atColumn });
  });
});
