import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figurePercent } from '../../src/domain/plans/figures';
import { findingGroups } from '../../src/domain/plans/findingGroups';
import { gridPage } from '../../src/domain/plans/gridPage';
import { planChoices } from '../../src/domain/plans/planChoices';
import { readPlanLink, writePlanLink } from '../../src/domain/plans/planLink';
import { movedOn, planSheets } from '../../src/domain/plans/planSheet';
import { readTypedPlan } from '../../src/domain/plans/typedPlan';
import type { Schemas } from '../../src/service/client';

const finding = (code: string, weight: 'Error' | 'Warning' | 'Advice', place: string): Schemas['PlanFinding'] => ({ code, weight, place, task: null, found: '', reason: '', fix: null });

describe('findings by rule', () => {
  it('come errors first, then the rules with most findings', () => {
    const groups = findingGroups([finding('a', 'Advice', 'S!A1'), finding('b', 'Warning', 'S!A2'), finding('c', 'Error', 'S!A3'), finding('d', 'Warning', 'S!A4'), finding('d', 'Warning', 'S!A5')]);
    expect(groups.map(({ code, findings }) => `${code} ${findings.length}`)).toEqual(['c 1', 'd 2', 'b 1', 'a 1']);
  });
});

describe('a figure as a percentage', () => {
  const figure = (low: number | null, high: number | null, of: number | null): Schemas['ForecastView'] =>
    ({ code: '', name: '', version: 1, threshold: '3%', numeratorIs: '', denominatorIs: '', source: '', numeratorLow: low, numeratorHigh: high, denominator: of, verdict: 'Unknown', note: '' });

  it.each([
    [0, 15, 15, '0%—100%'], [12, 12, 12, '100%'], [12, 80, 1134, '1.06%—7.05%'], [1, 1, 3, '33.33%'], [null, null, 5, null], [1, 1, null, null], [0, 0, 0, null], [0, 0, null, '0%'],
  ])('%s to %s of %s is %s', (low, high, of, text) => expect(figurePercent(figure(low, high, of))).toBe(text));
});

describe('the link that a workbook keeps', () => {
  const link = { plan: '0193b1', version: 2, revision: 7, sheet: '计划 "A" <&>' };

  it('is read as it was written', () => expect(readPlanLink(writePlanLink(link))).toEqual(link));

  it.each([null, '', '<x/>', writePlanLink(link).replace('version="2"', 'version="0"'), writePlanLink(link).replace('plan-link:1', 'other:1'), writePlanLink(link).replace(' revision="7"', '')])(
    'is none in %s', (xml) => expect(readPlanLink(xml)).toBeNull());
});

describe('a sheet for the service', () => {
  it('has only cells with text, counted from the sheet’s first', () => {
    const page = gridPage({ sheet: 'S', row: 3, column: 2, texts: [['a', ''], ['', 'b']], merged: [] });
    expect(page.cells).toEqual([{ row: 3, column: 2, text: 'a' }, { row: 4, column: 3, text: 'b' }]);
  });
});

describe('the samples', () => {
  it.each([['泽州县市场监督管理局2023年度双随机抽查工作计划', '内部双随机抽查', 19], ['邯郸市商务局2023年度随机抽查工作计划', '附件2', 6]])('%s is one sheet of equally long rows', (file, name, rows) => {
    const [sheet, ...others] = readTypedPlan(readFileSync(resolve(import.meta.dirname, `../../../../samples/${file}.txt`), 'utf8'));
    expect(others).toEqual([]);
    expect(sheet!.name).toBe(name);
    expect(sheet!.contents.length).toBeGreaterThanOrEqual(rows - 1);
    expect(new Set(sheet!.contents.map((row) => row.length)).size).toBe(1);
  });
});

describe('a stored version as sheets', () => {
  const version = {
    columns: [{ place: 'P!A2', header: '序号', column: null }, { place: 'P!B2', header: '抽查任务名称', column: 'TaskName' }],
    tasks: [{ cells: [{ place: 'P!A3', text: '1' }, { place: 'P!B3', text: '2023年抽查' }] }], titles: ['2023年度计划'], notes: ['备注'],
  } as unknown as Schemas['VersionView'];

  it('stands where it stood, its title above and its note below', () =>
    expect(planSheets(version)).toEqual([{ name: 'P', contents: [['2023年度计划', ''], ['序号', '抽查任务名称'], ['1', '2023年抽查'], ['备注', '']] }]));

  it('moves down where the title finds no room', () => {
    const { contents } = planSheets({ ...version, titles: ['一', '二'] })[0]!;
    expect(contents.map((row) => row[0])).toEqual(['一', '二', '序号', '1', '备注']);
  });

  it('moves on by the distance of the years', () =>
    expect(movedOn([{ name: 'P', contents: [['2023年度', '2022年检查', '12023X']] }], 2023, 2027)[0]!.contents[0]!.slice(0, 2)).toEqual(['2027年度', '2026年检查']));
});

describe('drop-downs', () => {
  const columns = [{ place: 'P!C2', header: '抽查类型', column: 'SelectionType' }, { place: 'P!H2', header: '发起部门', column: 'Lead' }, { place: 'P!C6', header: '抽查类型', column: 'SelectionType' }] as Schemas['ColumnView'][];

  it('stand below each header down to the next one, the last beyond the last task', () => {
    const areas = planChoices(columns, 8, ['甲股'], 2).map(({ area, values }) => `${area.row}+${area.rows} ${area.column} ${values.length}`);
    expect(areas).toEqual(['3+3 3 2', '3+3 8 1', '7+4 3 2']);
  });
});
