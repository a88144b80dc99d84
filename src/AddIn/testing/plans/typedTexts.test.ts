import { describe, expect, it } from 'vitest';
import { asTyped, codeColumns } from '../../src/domain/typedTexts';

describe('a text as somebody would type it into a cell', () => {
  it.each([
    ['0', 0], ['12', 12], ['123456789', 123_456_789],
    ['5%', { number: 0.05, format: '0%' }], ['100%', { number: 1, format: '0%' }], ['5.03%', { number: 0.0503, format: '0.00%' }], ['1.10%', { number: 0.011, format: '0.00%' }],
    ['2023-01-05', { number: 44_931, format: 'yyyy-mm-dd' }], ['2023/1/5', { number: 44_931, format: 'yyyy/m/d' }], ['2024年2月29日', { number: 45_351, format: 'yyyy"年"m"月"d"日"' }],
  ])('%s is a number that looks the same', (text, content) => expect(asTyped(text)).toEqual(content));

  it.each([
    '', '0012', '-3', '1.10', '1234567890', '911403000000000012', '05%', '５%', '5％', '5.12345%', '2023-1-5', '2023/01/05', '2023-02-29', '2023年13月1日', '1899-12-31', '3月—9月', '2023年', '=A1', ' 5%', '泽州县',
  ])('“%s” stays a text', (text) => expect(asTyped(text)).toBe(text));
});

describe('columns of codes', () => {
  it('are known by their header, wherever the header stands', () => {
    expect(codeColumns([['2023年度计划编号', '', ''], ['序号', '抽查 计划编号', '联系电话'], ['1', '2023001', '03562022222']])).toEqual([1, 2]);
    expect(codeColumns([])).toEqual([]);
  });
});
