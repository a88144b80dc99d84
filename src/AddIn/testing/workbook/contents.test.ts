import { describe, expect, it } from 'vitest';
import { columnName, placeName, readPlace } from '../../src/domain/places';
import { freeSheetName } from '../../src/domain/sheetNames';
import { blocksOf, cellsOf } from '../../src/hosts/excel/blocks';
import { hostFault } from '../../src/hosts/excel/faults';
import { keptAsText } from '../../src/hosts/excel/texts';
import { hostFaultTexts } from '../../src/i18n/hostFaults';
import { HostFault, hostFaultCodes } from '../../src/ports/HostFault';

describe('places', () => {
  it.each([['附件1!F12', '附件1', 12, 6], ['a!b!AA1', 'a!b', 1, 27], ['S!XFD1048576', 'S', 1_048_576, 16_384]])('%s', (text, sheet, row, column) => {
    expect(readPlace(text)).toEqual({ sheet, row, column });
    expect(placeName({ sheet, row, column })).toBe(text);
  });

  it.each(['计划', '!A1', '第3段', 'S!A0', 'S!1A', 'S!A'])('%s is no cell', (text) => expect(readPlace(text)).toBeNull());

  it.each([[1, 'A'], [26, 'Z'], [27, 'AA'], [702, 'ZZ'], [703, 'AAA']])('column %s is %s', (column, name) => expect(columnName(column)).toBe(name));
});

describe('a free sheet name', () => {
  it.each([
    ['抽取结果', [], '抽取结果'], ['抽取结果', ['抽取结果'], '抽取结果（2）'], ['result', ['RESULT', 'result（2）'], 'result（3）'], ["'a/b:c'", [], 'a b c'], ['', [], '工作表'],
    ['一'.repeat(40), [], '一'.repeat(31)], ['一'.repeat(40), ['一'.repeat(31)], `${'一'.repeat(28)}（2）`],
  ])('%s among %s is %s', (wanted, taken, name) => expect(freeSheetName(wanted, taken)).toBe(name));
});

describe('texts that Excel would change', () => {
  it.each([
    ['=A1', "'=A1"], ['+86', "'+86"], ['-1', "'-1"], ['@x', "'@x"], ["'x", "''x"], ['3月9日', "'3月9日"], ['5%', "'5%"], ['TRUE', "'TRUE"], ['Mar-3', "'Mar-3"], ['泽州县', '泽州县'], ['', ''], [5, 5], ['真', '真'],
  ])('%s is written as %s', (content, written) => expect(keptAsText(content)).toBe(written));
});

describe('blocks', () => {
  it('have at most 20,000 cells and lose none', () => {
    const block = { sheet: 'S', row: 2, column: 1, contents: Array.from({ length: 5000 }, (_, row) => Array.from({ length: 12 }, (__, column) => `${row}/${column}`)) };
    const pieces = blocksOf(block);
    expect(pieces.every((piece) => cellsOf([piece]) <= 20_000)).toBe(true);
    expect(pieces.flatMap(({ contents }) => contents)).toEqual(block.contents);
    expect(pieces.map(({ row }) => row)).toEqual([2, 1668, 3334, 5000]);
  });

  it('are none for nothing', () => expect(blocksOf({ sheet: 'S', row: 1, column: 1, contents: [] })).toEqual([]));
});

describe('what Office.js throws', () => {
  it.each(hostFaultCodes)('%s keeps its code and has a cause and a next step in both languages', (code) => {
    expect(hostFault({ code, message: 'm' })).toEqual(new HostFault(code, `${code} m`));
    for (const texts of Object.values(hostFaultTexts)) expect(`${texts[code].cause.length > 5} ${texts[code].next.length > 5}`).toBe('true true');
  });

  it.each([[{ code: 'InvalidReference' }, 'ItemNotFound'], [{ code: 'ApiNotFound' }, 'NotSupported'], [new Error('x'), 'GeneralException'], [null, 'GeneralException'], [{ code: 'Invented' }, 'GeneralException']])(
    '%o is %s', (thrown, code) => expect(hostFault(thrown).code).toBe(code));
});
