import { beforeEach, describe, expect, it } from 'vitest';
import { applyFixes } from '../../src/usecases/plans/applyFixes';
import { linkedPlan, linkPlan } from '../../src/usecases/plans/planLinks';
import { markFindings } from '../../src/usecases/plans/markFindings';
import { writePlan } from '../../src/usecases/plans/writePlan';
import { checkReceipts } from '../../src/usecases/draws/checkReceipts';
import { writeResult } from '../../src/usecases/draws/writeResult';
import { uploadSheet } from '../../src/usecases/registers/importRegister';
import { writeAnswers } from '../../src/usecases/consultations/writeAnswers';
import { addItemRows } from '../../src/usecases/plans/addItemRows';
import { checkLimits } from '../../src/usecases/plans/checkLimits';
import { findOverlap } from '../../src/usecases/plans/findOverlap';
import { ExcelHost } from '../../src/hosts/excel/ExcelHost';
import { faultText } from '../../src/i18n/faultText';
import { HostFault, hostFaultCodes } from '../../src/ports/HostFault';
import type { Schemas } from '../../src/service/client';
import { FakeExcel } from './FakeOffice';

let excel: FakeExcel;
let host: ExcelHost;
beforeEach(() => {
  excel = new FakeExcel();
  excel.install();
  host = new ExcelHost();
});

const contents = (rows: number, columns: number): string[][] => Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (__, column) => `甲${row}/${column}`));
const area = { sheet: 'Sheet1', row: 2, column: 3, rows: 1, columns: 1 };

describe('Excel through Office.js', () => {
  it('reads what was written, whatever the texts look like', async () => {
    const row = ['=A1', '5%', '3月—9月', '0012', 'TRUE', "'x", '泽州县'];
    await host.write([{ sheet: 'Sheet1', row: 3, column: 2, contents: [row] }]);
    expect(await host.read()).toEqual({ sheet: 'Sheet1', row: 3, column: 2, texts: [row], merged: [] });
  });

  it('keeps every digit of a code', async () => {
    await host.write([{ sheet: 'Sheet1', row: 1, column: 1, contents: [['911403000000000012', '01']], codeColumns: [0, 1] }]);
    expect(excel.active.cells.get('0,0')).toEqual({ value: '911403000000000012', format: '@' });
    expect(excel.active.cells.get('0,1')).toEqual({ value: '01', format: '@' });
  });

  it('writes ratios and dates as numbers with a format, in the same sync, and leaves other formats alone', async () => {
    excel.active.cells.set('0,0', { value: '旧', format: '@' });
    const before = excel.syncs;
    await host.write([{ sheet: 'Sheet1', row: 1, column: 1, contents: [['旧', { number: 0.05, format: '0%' }, 7]] }]);
    expect(excel.syncs - before).toBe(2);
    expect(['0,0', '0,1', '0,2'].map((place) => excel.active.cells.get(place))).toEqual([{ value: '旧', format: '@' }, { value: 0.05, format: '0%' }, { value: 7, format: 'General' }]);
  });

  it('writes a plan whose ratios can be calculated with, and whose codes stay texts', async () => {
    await writePlan(host, [{ name: '附件2', contents: [['2023年度计划', '', ''], ['抽查计划编号', '序号', '抽查比例'], ['2023001', '1', '2%']] }]);
    expect(['2,0', '2,1', '2,2'].map((place) => excel.active.cells.get(place))).toEqual([{ value: '2023001', format: '@' }, { value: 1, format: 'General' }, { value: 0.02, format: '0%' }]);
    expect((await host.read()).merged).toEqual([{ firstRow: 1, firstColumn: 1, lastRow: 1, lastColumn: 3 }]);
  });

  it('reads an empty sheet, and merged areas where this Excel tells them', async () => {
    expect((await host.read()).texts).toEqual([]);
    excel.active.put(0, 0, '题');
    excel.active.merged.push({ rowIndex: 0, columnIndex: 0, rowCount: 1, columnCount: 4 });
    expect((await host.read()).merged).toEqual([{ firstRow: 1, firstColumn: 1, lastRow: 1, lastColumn: 4 }]);
    excel.supports = () => false;
    expect((await host.read()).merged).toEqual([]);
  });

  it('writes nothing into a protected or missing sheet', async () => {
    excel.active.isProtected = true;
    await expect(host.write([{ sheet: 'Sheet1', row: 1, column: 1, contents: [['x']] }])).rejects.toMatchObject({ code: 'AccessDenied' });
    await expect(host.write([{ sheet: '没有', row: 1, column: 1, contents: [['x']] }])).rejects.toMatchObject({ code: 'ItemNotFound' });
    expect(excel.active.cells.size).toBe(0);
  });

  it('gives a new table a sheet of its own under a free name', async () => {
    const made = await host.addTable({ sheet: 'sheet1', title: '题', headers: ['码', '名'], rows: [['01', '甲']], codeColumns: [0] });
    expect(made).toEqual({ sheet: 'sheet1（2）', row: 2, column: 1, rows: 2, columns: 2 });
    expect(excel.sheet('sheet1（2）').tables).toEqual(['A2:B3']);
    expect(excel.active.name).toBe('sheet1（2）');
  });

  it('replaces its marks and leaves the user’s own formats', async () => {
    excel.active.formats.push({ id: 'own', formula: '=A1>1', address: 'A1', color: '' });
    await host.mark('Sheet1', [{ area, weight: 'error' }, { area: { ...area, row: 5 }, weight: 'error' }, { area: { ...area, row: 9 }, weight: 'advice' }]);
    expect(excel.active.formats.map(({ address }) => address)).toEqual(['A1', 'C2,C5', 'C9']);
    await host.mark('Sheet1', []);
    expect(excel.active.formats.map(({ id }) => id)).toEqual(['own']);
  });

  it('offers drop-downs of at most 255 characters', async () => {
    await host.offerChoices([{ area, values: ['定向', '不,定向', '一'.repeat(300), '不定向'] }]);
    expect([...excel.active.lists]).toEqual([['C2:C2', '定向,不定向']]);
  });

  it('keeps our documents by namespace', async () => {
    expect(await host.readPart('urn:a')).toBeNull();
    await host.writePart('urn:a', '<a xmlns="urn:a"/>');
    await host.writePart('urn:a', '<a xmlns="urn:a">2</a>');
    expect(await host.readPart('urn:a')).toBe('<a xmlns="urn:a">2</a>');
    expect(excel.parts.length).toBe(1);
  });

  it('jumps, tells the selection and changes, waits for cell editing and makes one undo step', async () => {
    excel.sheets.push(Object.assign(Object.create(Object.getPrototypeOf(excel.active)) as typeof excel.active, excel.active, { name: 'B' }));
    await host.jump({ ...area, sheet: 'B' });
    expect(await host.selection()).toEqual({ ...area, sheet: 'B' });
    let told = 0;
    await host.watch(() => told++);
    await excel.listeners[0]!();
    expect(told).toBe(1);
    await host.write([{ sheet: 'B', row: 1, column: 1, contents: [['x']] }]);
    expect(excel.runs.every((options) => (options as { delayForCellEdit?: boolean }).delayForCellEdit === true)).toBe(true);
    expect(excel.runs.at(-1)).toEqual({ delayForCellEdit: true, mergeUndoGroup: true });
  });
});

describe('syncs', () => {
  const cases: [string, number, () => Promise<unknown>][] = [
    ['open', 1, () => host.watch(() => { /* nobody listens */ })], ['check', 1, () => host.read()], ['jump', 1, () => host.jump(area)], ['selection', 1, () => host.selection()],
    ['write 60,000 cells', 1 + 4, () => host.write([{ sheet: 'Sheet1', row: 1, column: 1, contents: contents(5000, 12) }])],
    ['a table of 5,000 rows', 1 + 3, () => host.addTable({ sheet: 'T', headers: ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬'], rows: contents(5000, 9) })],
    ['no marks', 1, () => host.mark('Sheet1', [])], ['no choices', 0, () => host.offerChoices([])],
  ];

  it.each(cases)('%s takes %i', async (_, syncs, act) => {
    await act();
    expect([excel.syncs, excel.emptySyncs]).toEqual([syncs, 0]);
  });
});

const finding = { code: 'x', weight: 'Error', place: 'Sheet1!C2', task: null, found: 'a', reason: '', fix: 'b' } as const;
const version = { plan: 'p', number: 1, revision: 0 } as Schemas['VersionView'];
const draw = {
  id: 'd', title: '第一次抽取', seed: 'r', objectNames: { '91': '甲公司' }, inspectorNames: { i: '乙' },
  tasks: [{ id: 'T1', outcome: { drawn: [{ object: '91', stratum: 'A', rank: 1, ticket: 'ff', message: '91', team: [{ role: '', inspector: 'i', recused: false }] }] } }],
} as unknown as Schemas['ShowDrawResponse'];

/** Says that C1 names the tasks, and that there is one board entry, one item, one proposal. */
const planService = {
  GET: (path: string) => Promise.resolve({ data: path.endsWith('/board') ? [{ taskName: '', partner: '局', stateText: '', answer: null }] : [], response: new Response(null, { status: 200 }) }),
  POST: (path: string) => Promise.resolve({
    data: path.endsWith('/proposals') ? [{ cells: { TaskName: '任务' }, numbers: [], notes: [] }] : { columns: [{ place: 'Sheet1!A1', header: '任务', column: 'TaskName' }] }, response: new Response(null, { status: 200 }),
  }),
} as never;

describe('every Office error in every use case that touches the workbook', () => {
  const useCases: [string, () => Promise<unknown>][] = [
    ['read a sheet', () => host.read()], ['apply fixes', () => applyFixes(host, [finding])], ['mark findings', () => markFindings(host, 'Sheet1', [finding])],
    ['write a plan', () => writePlan(host, [{ name: 'P', contents: contents(3, 3) }])], ['link a plan', () => linkPlan(host, 'Sheet1', version)], ['find the linked plan', () => linkedPlan(host)],
    ['write a result', () => writeResult(host, draw, 'T1')],
    ['check receipts', async () => { await writeResult(host, draw, 'T1'); excel.syncs = 0; await checkReceipts(host); }],
    ['import the sheet in front', () => uploadSheet(host, { POST: () => Promise.resolve({ data: {}, response: new Response(null, { status: 202 }) }) } as never, 'b', 'targets')],
    ['write partners’ answers', () => writeAnswers(host, planService, 'b', 'p')],
    ['add rows for items', () => addItemRows(host, planService, 'b', ['1'])],
    ['check the limits of items', () => checkLimits(host, planService, 'b')],
    ['find overlaps', () => findOverlap(host, planService, 'b')],
    ['offer drop-downs', () => host.offerChoices([{ area, values: ['a'] }])], ['jump', () => host.jump(area)],
  ];

  it.each(useCases)('%s: cause and next step in Chinese, at each sync', async (_, act) => {
    await act();
    const syncs = excel.syncs;
    expect(syncs).toBeGreaterThan(0);
    let met = 0;
    for (const code of hostFaultCodes.filter((one) => one !== 'GridGone' && one !== 'NotSupported')) {
      for (let at = 1; at <= syncs; at++) {
        excel = new FakeExcel();
        excel.install();
        excel.order = { at, code };
        const fault: unknown = await act().then(() => null, (thrown: unknown) => thrown);
        // A receipt's missing sheet is an answer, not a failure.
        if (fault === null && code === 'ItemNotFound') continue;
        expect(fault).toBeInstanceOf(HostFault);
        const { cause, next, code: shown } = faultText(fault, 'zh-CN');
        expect(`${/[一-龥]/.test(cause)} ${/[一-龥]/.test(next)} ${shown.startsWith(code)}`).toBe('true true true');
        met++;
      }
    }
    expect(met).toBeGreaterThanOrEqual(18);
  });
});

describe('a result in the workbook', () => {
  it('is recognised as drawn until a row says something else, and missed when its sheet is gone', async () => {
    await writeResult(host, draw, 'T1');
    expect((await checkReceipts(host)).map(({ changed }) => changed)).toEqual([[]]);
    excel.sheet('抽取结果 T1').put(2, 2, '丙公司');
    expect((await checkReceipts(host)).map(({ changed }) => changed)).toEqual([[3]]);
    excel.sheets = excel.sheets.filter(({ name }) => name !== '抽取结果 T1');
    expect((await checkReceipts(host)).map(({ changed }) => changed)).toEqual([null]);
  });
});

describe('a result whose writing was cut off, as by closing Excel', () => {
  it('is written whole the next time, whichever sync was the last, and nothing claims to be it before', async () => {
    await writeResult(host, draw, 'T1');
    const syncs = excel.syncs;
    expect(syncs).toBeGreaterThan(1);
    for (let at = 1; at <= syncs; at++) {
      excel = new FakeExcel();
      excel.install();
      excel.order = { at, code: 'GeneralException' };
      await expect(writeResult(host, draw, 'T1')).rejects.toBeInstanceOf(HostFault);
      excel.order = null;
      expect((await checkReceipts(host)).filter(({ changed }) => changed?.length !== 0)).toEqual([]);
      await writeResult(host, draw, 'T1');
      expect((await checkReceipts(host)).at(-1)?.changed).toEqual([]);
    }
  });

  it('is known in its own workbook alone', async () => {
    const other = new FakeExcel();
    await writeResult(host, draw, 'T1');
    other.install();
    expect(await checkReceipts(host)).toEqual([]);
    excel.install();
    expect(await checkReceipts(host)).toHaveLength(1);
  });
});
