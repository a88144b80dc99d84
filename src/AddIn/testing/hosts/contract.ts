import { expect } from 'vitest';
import type { WorkbookHost } from '../../src/ports/WorkbookHost';

type Case = readonly [says: string, holds: (host: WorkbookHost) => Promise<void>];

const texts = async (host: WorkbookHost, sheet: string): Promise<string[][]> => (await host.read(sheet)).texts.map((row) => [...row]);
const code = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'nothing', (fault: { code?: string }) => fault.code);
const area = { row: 1, column: 1, rows: 1, columns: 1 };

/** What a pane may rely on in every workbook; run on Excel's stand-in and on the live grid alike. */
export const contract: readonly Case[] = [
  ['a new sheet comes in front, under its name, with its contents where it says', async (host) => {
    const made = await host.addSheet({ sheet: '计划', contents: [['一', '二'], ['三', '四']] });
    expect(made).toEqual({ sheet: '计划', row: 1, column: 1, rows: 2, columns: 2 });
    expect(await host.read()).toMatchObject({ sheet: '计划', row: 1, column: 1, texts: [['一', '二'], ['三', '四']] });
  }],
  ['a name that is taken gets a number; the old sheet stays', async (host) => {
    await host.addSheet({ sheet: '重名', contents: [['旧']] });
    expect((await host.addSheet({ sheet: '重名', contents: [['新']] })).sheet).toBe('重名（2）');
    expect(await texts(host, '重名')).toEqual([['旧']]);
  }],
  ['texts stay what they are, whatever they look like', async (host) => {
    const row = ['=A1', '5%', '3月—9月', '0012', 'TRUE', '+1', '-2', '@x', '2023-01-05', '泽州县'];
    const { sheet } = await host.addSheet({ sheet: '文字', contents: [['表头']] });
    await host.write([{ sheet, row: 2, column: 1, contents: [row] }]);
    expect((await texts(host, sheet))[1]).toEqual(row);
  }],
  ['numbers look as their format says', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '数', contents: [['比例', '户数', '日期'], [{ number: 0.05, format: '0%' }, 12, { number: 44_931, format: 'yyyy-mm-dd' }]] });
    await host.write([{ sheet, row: 3, column: 1, contents: [[{ number: 0.0503, format: '0.00%' }, '十二', { number: 45_351, format: 'yyyy"年"m"月"d"日"' }]] }]);
    expect((await texts(host, sheet)).slice(1)).toEqual([['5%', '12', '2023-01-05'], ['5.03%', '十二', '2024年2月29日']]);
  }],
  ['new rows look like the row they are told to, but for what their own numbers ask for', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '照样', contents: [['比例', '日期'], [{ number: 0.05, format: '0%' }, { number: 44_931, format: 'yyyy-mm-dd' }]] });
    await host.write([{ sheet, row: 3, column: 1, contents: [[0.03, 44_932], [{ number: 0.0301, format: '0.00%' }, '全年']], likeRow: 2 }]);
    expect((await texts(host, sheet)).slice(2)).toEqual([['3%', '2023-01-06'], ['3.01%', '全年']]);
  }],
  ['titles of a new sheet reach over all its columns', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '有题', contents: [['二〇二三年度计划', '', ''], ['序号', '名称', '代码'], [1, '甲', '001']], titles: 1, codeColumns: [2] });
    expect(await host.read(sheet)).toMatchObject({ texts: [['二〇二三年度计划', '', ''], ['序号', '名称', '代码'], ['1', '甲', '001']], merged: [{ firstRow: 1, firstColumn: 1, lastRow: 1, lastColumn: 3 }] });
  }],
  ['codes keep every digit', async (host) => {
    const { sheet } = await host.addTable({ sheet: '代码', title: '名单', headers: ['统一社会信用代码', '名称'], rows: [['911403000000000012', '甲'], ['00911403000000012X', '乙']], codeColumns: [0] });
    expect(await texts(host, sheet)).toEqual([['名单', ''], ['统一社会信用代码', '名称'], ['911403000000000012', '甲'], ['00911403000000012X', '乙']]);
  }],
  ['a table says where it stands, header included', async (host) => {
    expect(await host.addTable({ sheet: '表', title: '题', headers: ['甲', '乙', '丙'], rows: [['1', '2', '3']] })).toMatchObject({ row: 2, column: 1, rows: 2, columns: 3 });
  }],
  ['several places are written at once, and nothing beside them', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '几处', contents: [['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']] });
    await host.write([{ sheet, row: 1, column: 3, contents: [['甲']] }, { sheet, row: 3, column: 1, contents: [['乙', '丙']] }]);
    expect(await texts(host, sheet)).toEqual([['a', 'b', '甲'], ['d', 'e', 'f'], ['乙', '丙', 'i']]);
  }],
  ['a sheet grows for rows beyond its end', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '很长', contents: [['头']] });
    const rows = Array.from({ length: 1_500 }, (_, at) => [`第${at}行`]);
    await host.write([{ sheet, row: 2, column: 1, contents: rows }]);
    const found = await texts(host, sheet);
    expect([found.length, found.at(-1)]).toEqual([1_501, ['第1499行']]);
  }],
  ['whoever jumps has that cell selected', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '跳转', contents: [['a', 'b'], ['c', 'd']] });
    await host.jump({ ...area, sheet, row: 2, column: 2 });
    expect(await host.selection()).toEqual({ ...area, sheet, row: 2, column: 2 });
  }],
  ['marks and drop-downs change no text', async (host) => {
    const { sheet } = await host.addSheet({ sheet: '标记', contents: [['头', '值'], ['a', 'b']] });
    const cell = { ...area, sheet, row: 2, column: 2 };
    await host.mark(sheet, [{ area: cell, weight: 'error' }, { area: { ...cell, column: 1 }, weight: 'advice' }]);
    await host.offerChoices([{ area: cell, values: ['定向', '不定向'] }]);
    await host.mark(sheet, []);
    expect(await texts(host, sheet)).toEqual([['头', '值'], ['a', 'b']]);
  }],
  ['our documents are kept by namespace, the newest alone', async (host) => {
    expect(await host.readPart('urn:contract')).toBeNull();
    await host.writePart('urn:contract', '<a xmlns="urn:contract"/>');
    await host.writePart('urn:contract', '<a xmlns="urn:contract">二</a>');
    expect(await host.readPart('urn:contract')).toBe('<a xmlns="urn:contract">二</a>');
  }],
  ['a sheet that is not there is a fault of that name, whatever is asked of it', async (host) => {
    const none = { ...area, sheet: '没有' };
    expect(await code(host.read('没有'))).toBe('ItemNotFound');
    expect(await code(host.write([{ sheet: '没有', row: 1, column: 1, contents: [['x']] }]))).toBe('ItemNotFound');
    expect(await code(host.jump(none))).toBe('ItemNotFound');
    expect(await code(host.mark('没有', []))).toBe('ItemNotFound');
  }],
];
