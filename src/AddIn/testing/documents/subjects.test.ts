import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inBatches, isComplete, rowsOfPlan, rowsOfRun, subjectParts } from '../../src/domain/documents/subjects';

const documented = [...readFileSync(resolve(import.meta.dirname, '../../../../docs/documents.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| [^|]+\| [^|]+\| ([^|]+)\| (?:yes|no) \|$/gm)]
  .map(([, kind, subject]) => [kind!, subject!] as const).filter(([kind]) => kind !== 'draw-record');

describe('what a document is about', () => {
  it('is known of every kind in docs/documents.md', () => {
    expect(documented.length).toBeGreaterThanOrEqual(15);
    expect(documented.filter(([kind]) => subjectParts(kind) === null)).toEqual([]);
  });

  it.each(documented)('%s: %s', (kind, subject) => {
    const named = subject.replaceAll(/\(.*?\)|with.*$/g, '').split(',').map((part) => part.trim()).filter((part) => part !== '' && part !== 'version');
    expect(subjectParts(kind)).toEqual(named);
  });

  const cases: [string, object, boolean][] = [
    ['monthly-report', { year: 2023, month: 5 }, true], ['monthly-report', { year: 2023 }, false],
    ['inspection-notice', { run: 'r', object: 'o' }, true], ['inspection-notice', { run: 'r', object: '' }, false], ['inspection-notice', { run: 'r', object: null }, false],
    ['consultation-letter', { plan: 'p', task: 't', partner: '局' }, true], ['consultation-letter', { plan: 'p' }, false], ['no-such-kind', { plan: 'p' }, false],
  ];
  it.each(cases)('%s with %j is complete: %s', (kind, subject, complete) => {
    expect(isComplete(kind, subject)).toBe(complete);
  });

  it('has a row for every object, and for a referral only for those with a result', () => {
    const run = { objects: [{ objectId: 'A', name: '甲', result: null }, { objectId: 'B', name: '乙', result: {} }] } as never;
    expect(rowsOfRun('inspection-notice', run)).toEqual([{ name: '甲', subject: { object: 'A' } }, { name: '乙', subject: { object: 'B' } }]);
    expect(rowsOfRun('referral-letter', run).map(({ name }) => name)).toEqual(['乙']);
  });

  it('has a row for every partner of every joint task', () => {
    expect(rowsOfPlan({ tasks: [{ number: '001', name: '药店', partners: ['卫健委', '医保局'] }, { number: '002', name: '价格', partners: [] }] } as never))
      .toEqual([{ name: '药店 卫健委', subject: { task: '001', partner: '卫健委' } }, { name: '药店 医保局', subject: { task: '001', partner: '医保局' } }]);
    expect(['inspection-notice', 'consultation-letter', 'monthly-report', 'plan-notice'].map(inBatches)).toEqual([true, true, false, false]);
  });
});
