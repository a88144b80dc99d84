import { describe, expect, it } from 'vitest';
import { beyondLimits, rowsUnderLastTask } from '../../src/domain/plans/itemRows';
import type { SheetReading, WorkbookHost } from '../../src/ports/WorkbookHost';
import type { Schemas, Service } from '../../src/service/client';
import { addItemRows } from '../../src/usecases/plans/addItemRows';
import { checkLimits } from '../../src/usecases/plans/checkLimits';

const columns = [['B2', 'Sequence'], ['C2', 'TaskName'], ['D2', 'Items'], ['F2', 'SampleSize'], ['G2', 'Frequency']].map(([cell, column]) => ({ place: `计划!${cell}`, header: '', column })) as Schemas['ColumnView'][];
const sheet = (...rows: string[][]): SheetReading => ({ sheet: '计划', row: 1, column: 2, merged: [], texts: [['标题'], ['序号', '任务', '事项', '', '比例', '频次'], ...rows] });
const proposal = (cells: object): Schemas['ProposeRowsRow'] => ({ cells, numbers: [], notes: [] }) as never;
const item = (name: string, more: object = {}): Schemas['ItemView'] => ({ number: '1', revision: 1, content: { name, active: true, ...more } }) as never;

describe('rows for chosen items', () => {
  const rows = [proposal({ TaskName: '药店抽查', Items: '价格', SampleSize: '5%' }), proposal({ TaskName: '加油站抽查' })];

  it('go under the last task, look like it and go on with its number, each text under its header', () => {
    expect(rowsUnderLastTask(sheet(['14', '旧任务', '价格', '', '3%', '']), columns, rows)).toEqual({
      row: 4, column: 2, contents: [['15', '药店抽查', '价格', '', '5%', ''], ['16', '加油站抽查', '', '', '', '']], likeRow: 3,
    });
  });

  it('begin with 1 under the header, and with no number where the last task has none', () => {
    expect(rowsUnderLastTask(sheet(), columns, rows.slice(1))).toEqual({ row: 3, column: 2, contents: [['1', '加油站抽查', '', '', '', '']] });
    expect(rowsUnderLastTask(sheet(['（一）', '旧任务']), columns, rows.slice(1))).toMatchObject({ contents: [['', '加油站抽查', '', '', '', '']] });
  });

  it('stop before what stands below the table, and say in which row', () => {
    expect(rowsUnderLastTask(sheet(['1', '旧任务'], ['', ''], ['备注：严格执行']), columns, rows)).toBe(5);
  });

  it('have no place where no task names are', () => {
    expect(rowsUnderLastTask(sheet(), columns.slice(0, 1), rows)).toBeNull();
  });
});

describe('a plan’s rows against the limits of the item list', () => {
  const items = [item('价格', { ratioLimit: '5%', timesLimit: 1 }), item('计量', { ratioLimit: null, timesLimit: 2 }), item('旧事项', { ratioLimit: '1%', active: false })];
  const cases: [string, string[], object[]][] = [
    ['within', ['1', '甲', '价格', '', '5%', '每年1次'], []],
    ['ratio above', ['1', '甲', '价格；计量', '', '10％', ''], [{ kind: 'ratio', column: 6, item: '价格', found: '10％', limit: '5%' }]],
    ['more often', ['1', '甲', '计量', '', '100%', '每季度1次'], [{ kind: 'times', column: 7, item: '计量', found: '每季度1次', limit: '2' }]],
    ['both', ['1', '甲', '价格', '', '5.5%', '每年2次'], [{ kind: 'ratio', column: 6, item: '价格', found: '5.5%', limit: '5%' }, { kind: 'times', column: 7, item: '价格', found: '每年2次', limit: '1' }]],
    ['a number of objects', ['1', '甲', '价格', '', '10户', ''], []],
    ['an item no longer in force', ['1', '甲', '旧事项', '', '50%', ''], []],
    ['an unknown item', ['1', '甲', '别的', '', '50%', '每年9次'], []],
  ];

  it.each(cases)('%s', (_, row, problems) => {
    expect(beyondLimits(sheet(row), columns, items)).toEqual(problems.map((problem) => ({ row: 3, ...problem })));
  });
});

describe('the item list on a sheet', () => {
  const reading = sheet(['1', '甲', '价格', '', '9%', '']);
  const written: unknown[] = [];
  const host = { read: () => Promise.resolve(reading), write: async (blocks: unknown) => { written.push(blocks); }, jump: async (area: unknown) => { written.push(area); } } as unknown as WorkbookHost;
  const service = {
    GET: () => Promise.resolve({ data: [item('价格', { ratioLimit: '5%' })], response: new Response() }),
    POST: (path: string) => Promise.resolve({ data: path.endsWith('/proposals') ? [proposal({ TaskName: '新任务' })] : { columns }, response: new Response() }),
  } as unknown as Service;

  it('is written in one step and shown', async () => {
    expect(await addItemRows(host, service, 'b', ['1'])).toMatchObject({ sheet: '计划', row: 4 });
    expect(written).toEqual([[{ sheet: '计划', row: 4, column: 2, contents: [[2, '新任务', '', '', '', '']], likeRow: 3 }], { sheet: '计划', row: 4, column: 2, rows: 1, columns: 6 }]);
  });

  it('says which rows go beyond its limits', async () => {
    expect((await checkLimits(host, service, 'b')).problems.map(({ row, kind }) => [row, kind])).toEqual([[3, 'ratio']]);
  });
});
