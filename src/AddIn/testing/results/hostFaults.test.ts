import { describe, expect, it } from 'vitest';
import { resultHeaders } from '../../src/domain/results/resultSheet';
import { faultText } from '../../src/i18n/faultText';
import { HostFault, hostFaultCodes } from '../../src/ports/HostFault';
import type { Area, WorkbookHost } from '../../src/ports/WorkbookHost';
import type { Service } from '../../src/service/client';
import { openFile } from '../../src/usecases/openFile';
import { checkResults, openResultSheet, saveResults } from '../../src/usecases/results/resultSheets';

const run = {
  summary: { id: 'r', taskNumber: '2023-009', taskName: '药店价格' },
  objects: [{ objectId: 'A', name: '甲药店', unit: '一所', stateName: '待审核', state: 'Entered', result: null }],
} as never;

/** Answers as the service does, and remembers what it was asked. */
function someService(): { service: Service; asked: string[] } {
  const asked: string[] = [];
  const reply = (data: unknown) => Promise.resolve({ data, response: new Response(null, { status: 200 }) });
  const answer = (method: string) => (path: string, options?: { params?: { query?: { check?: boolean } } }) => {
    const check = options?.params?.query?.check;
    asked.push(`${method} ${path.split('/').at(-1)}${check === undefined ? '' : ` check=${check}`}`);
    if (path.endsWith('/result-codes')) return reply({ results: [{ text: '未发现问题' }], followUps: [{ text: '无需后续处置' }], methods: ['实地检查'] });
    if (path.endsWith('/deadlines')) return reply({ entries: [{ kind: 'Publication', run: 'r', objectId: 'A', words: { level: 'Overdue', text: '已逾期 2 个工作日（2023年5月9日）' } }] });
    if (path === '/api/file-links') return reply({ path: '/download/x' });
    if (path.endsWith('/workbook')) return reply({ entered: 1, unchanged: 0 });
    return reply(run);
  };
  return { service: { GET: answer('GET'), POST: answer('POST') } as never, asked };
}

/** A workbook that does what it is told and fails where it is told to. */
function someHost(failing: keyof WorkbookHost | null, code: typeof hostFaultCodes[number] = 'GeneralException'): { host: WorkbookHost; done: string[]; written: unknown[] } {
  const done: string[] = [];
  const written: unknown[] = [];
  const act = <T>(name: keyof WorkbookHost, value: T) => (...args: unknown[]): Promise<T> => {
    if (name === failing) return Promise.reject(new HostFault(code));
    done.push(name);
    written.push(args[0]);
    return Promise.resolve(value);
  };
  const area: Area = { sheet: '结果', row: 2, column: 1, rows: 2, columns: resultHeaders.length };
  const reading = { sheet: '结果', row: 1, column: 1, texts: [[...resultHeaders], ['A', '甲药店', '一所', '2023-04-10', '未发现问题', '', '', '', '实地检查', '', '']], merged: [] };
  return {
    host: { kind: 'web', read: act('read', reading), write: act('write', undefined), addTable: act('addTable', area), offerChoices: act('offerChoices', undefined), mark: act('mark', undefined), openWindow: act('openWindow', undefined) } as never,
    done, written,
  };
}

const useCases: Readonly<Record<string, { members: readonly (keyof WorkbookHost)[]; act: (host: WorkbookHost, service: Service) => Promise<unknown> }>> = {
  openResultSheet: { members: ['addTable', 'offerChoices'], act: (host, service) => openResultSheet(host, service, 'b', run) },
  checkResults: { members: ['read'], act: (host, service) => checkResults(host, service, 'b', 'r') },
  saveResults: { members: ['read', 'write', 'mark'], act: (host, service) => saveResults(host, service, 'b', 'r') },
  openFile: { members: ['openWindow'], act: (host, service) => openFile(host, service, '/api/bureaus/b/documents/d/pdf') },
};

describe.each(Object.entries(useCases))('%s', (_, { members, act }) => {
  it.each(members.flatMap((member) => hostFaultCodes.map((code) => [member, code] as const)))('says why %s failed with %s and what to do', async (member, code) => {
    const { host } = someHost(member, code);

    const fault: unknown = await act(host, someService().service).catch((thrown: unknown) => thrown);

    expect(fault).toBeInstanceOf(HostFault);
    const { cause, next, code: said } = faultText(fault, 'zh-CN');
    expect([said, /[\u4e00-\u9fff]{4}/.test(cause), /[\u4e00-\u9fff]{4}/.test(next)]).toEqual([code, true, true]);
  });
});

describe('results on a sheet', () => {
  it('nothing is sent when the sheet cannot be read', async () => {
    const { service, asked } = someService();
    await saveResults(someHost('read').host, service, 'b', 'r').catch(() => null);
    expect(asked).toEqual([]);
  });

  it('are saved, then their last days are written in words and marked', async () => {
    const { service, asked } = someService();
    const { host, done, written } = someHost(null);

    const saved = await saveResults(host, service, 'b', 'r');

    expect([saved.entered, asked[0]]).toEqual([1, 'POST workbook check=false']);
    expect(done).toEqual(['read', 'read', 'write', 'mark']);
    expect(written[2]).toEqual([{ sheet: '结果', row: 2, column: 10, contents: [['已逾期 2 个工作日（2023年5月9日）', '待审核']] }]);
  });

  it('are only looked at when they are checked', async () => {
    const { service, asked } = someService();
    const { host, done } = someHost(null);
    await checkResults(host, service, 'b', 'r');
    expect([asked, done]).toEqual([['POST workbook check=true'], ['read']]);
  });
});
