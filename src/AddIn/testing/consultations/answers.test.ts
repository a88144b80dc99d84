import { describe, expect, it } from 'vitest';
import { answerCells, answerText } from '../../src/domain/consultations/answers';
import type { SheetReading, WorkbookHost } from '../../src/ports/WorkbookHost';
import type { Schemas, Service } from '../../src/service/client';
import { mergeProposals } from '../../src/usecases/consultations/mergeProposals';
import { writeAnswers } from '../../src/usecases/consultations/writeAnswers';

type Entry = Schemas['ReadBoardEntry'];

const entry = (taskName: string, partner: string, more: object = {}): Entry => ({ taskName, partner, stateText: '已发出', answer: null, ...more }) as never;
const proposed = { opinionText: '修改后同意', reason: '人手不足', proposals: [{ header: '抽查时间', newValue: '8月' }] };
const sheet: SheetReading = { sheet: '计划', row: 1, column: 2, merged: [], texts: [['标题', '', ''], ['序号', '抽查任务名称', '抽查时间'], ['1', '药店', '3月'], ['2', '加油站 ', '4月'], ['3', '', '']] };
const columns: Schemas['ColumnView'][] = [{ place: '计划!B2', header: '序号', column: 'Sequence' }, { place: '计划!C2', header: '抽查任务名称', column: 'TaskName' }];

describe('what a partner answered, in words', () => {
  const cases: [string, Entry, string][] = [
    ['no answer yet', entry('药店', '卫健委'), '卫健委：已发出'],
    ['agreed', entry('药店', '卫健委', { answer: { opinionText: '同意', reason: '', proposals: [] } }), '卫健委：同意'],
    ['with proposals', entry('药店', '卫健委', { answer: proposed }), '卫健委：修改后同意，抽查时间改为“8月”，人手不足'],
  ];

  it.each(cases)('%s', (_, given, text) => {
    expect(answerText(given)).toBe(text);
  });
});

describe('the answers’ place in a plan sheet', () => {
  const board = [entry('药店', '卫健委'), entry('药店', '医保局'), entry('加油站', '应急局'), entry('学校', '教育局')];

  it('is the task’s row in the first free column, one cell for all partners', () => {
    expect(answerCells(sheet, columns, board)).toEqual({
      column: 5, header: { row: 2, text: '会商意见' }, missing: ['学校'],
      rows: [{ row: 3, task: '药店', text: '卫健委：已发出；医保局：已发出' }, { row: 4, task: '加油站', text: '应急局：已发出' }],
    });
  });

  it('is the column of that name where there is one', () => {
    const with2 = { ...sheet, texts: sheet.texts.map((row, index) => [...row, index === 1 ? '会商意见' : '', '备注']) };
    expect(answerCells(with2, columns, board)?.column).toBe(5);
  });

  it('is nowhere in a sheet without task names', () => {
    expect(answerCells(sheet, [columns[0]!], board)).toBeNull();
  });

  it('is written in one step, and nothing where no task is found', async () => {
    const written: unknown[] = [];
    const host = { read: () => Promise.resolve(sheet), write: async (blocks: unknown) => { written.push(blocks); }, jump: () => Promise.resolve() } as unknown as WorkbookHost;
    const service = (entries: Entry[]): Service => ({
      GET: () => Promise.resolve({ data: entries, response: new Response() }), POST: () => Promise.resolve({ data: { columns }, response: new Response() }),
    }) as never;

    expect(await writeAnswers(host, service(board), 'b', 'p')).toEqual({ sheet: '计划', written: 2, missing: ['学校'] });
    expect(await writeAnswers(host, service([entry('学校', '教育局')]), 'b', 'p')).toEqual({ sheet: '计划', written: 0, missing: ['学校'] });

    expect(written).toEqual([[
      { sheet: '计划', row: 2, column: 5, contents: [['会商意见']] }, { sheet: '计划', row: 3, column: 5, contents: [['卫健委：已发出；医保局：已发出']] },
      { sheet: '计划', row: 4, column: 5, contents: [['应急局：已发出']] },
    ]]);
  });
});

describe('merging proposals', () => {
  const refusing = (code: string, details: object = {}): Service => ({
    POST: () => Promise.resolve({ error: { code, detail: '说明', ...details }, response: new Response(null, { status: 409 }) }),
  }) as never;
  const conflict = { column: 'Window', header: '抽查时间', before: '3月', proposed: '8月', current: '6月' } as const;

  it('brings back what changed since the letter instead of writing over it', async () => {
    const changed = { conflicts: [conflict], changedBy: '刘畅', changedAt: '2026-11-02T01:00:00Z' };
    expect(await mergeProposals(refusing('consultation.plan-changed', changed), 'b', 'c')).toEqual(changed);
    expect(await mergeProposals(refusing('consultation.plan-changed', { conflicts: [conflict] }), 'b', 'c')).toEqual({ conflicts: [conflict], changedBy: null, changedAt: null });
  });

  it('leaves every other refusal to be said', async () => {
    await expect(mergeProposals(refusing('consultation.plan-submitted'), 'b', 'c')).rejects.toMatchObject({ code: 'consultation.plan-submitted', sentence: '说明' });
  });

  it('says which present texts the clerk saw and wants replaced', async () => {
    const asked: unknown[] = [];
    const service = { POST: (_: string, { body }: { body: unknown }) => { asked.push(body); return Promise.resolve({ data: { version: 2 }, response: new Response() }); } } as never;
    expect(await mergeProposals(service, 'b', 'c', [conflict], ['Window'])).toEqual({ merged: { version: 2 } });
    expect(asked).toEqual([{ columns: ['Window'], seen: [{ column: 'Window', current: '6月' }] }]);
  });
});
