import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import calendars from '../../../DocService/Calendar/calendars.json';
import { dayOfSerial, daySerial, dayText, readDay, workingDaysFrom } from '../../src/domain/calendar/workingDays';
import { ticketOf, WrongValue, workdaysFrom } from '../../src/functions/formulas';
import { vectors } from '../draws/vectors';

const lines = readFileSync(resolve(import.meta.dirname, '../../../../tests/vectors/working-days/working-days.txt'), 'utf8').split('\n');
const terms = lines.flatMap((line) => {
  const found = /^(\S+) \+ (\d+) ([=~]) (\S+)$/.exec(line.trim());
  return found === null ? [] : [[found[1]!, Number(found[2]), found[3]!, found[4]!] as const];
});

interface Result { readonly seed: string; readonly tasks: readonly { readonly id: string; readonly drawn: readonly (readonly string[])[]; readonly cutoffs: readonly string[] }[] }

/** The last drawn object of each stratum whose ticket needs nothing but the key: public registers, no joint visits. */
function results(): { seed: string; task: string; id: string; cutoff: string }[] {
  const plain = vectors().filter(({ name, expected }) => expected.answer === 'genuine' && /^ssd1\/0[1246]-/.test(name));
  return plain.flatMap(({ files }) => {
    const { records } = JSON.parse(new TextDecoder().decode(files.get('certificate.json'))) as { records: { record: Result & { kind: string; tasks: { id: string; profile?: string; visitGroup?: string | null }[] } }[] };
    const open = records.filter(({ record }) => record.kind === 'OPEN').flatMap(({ record }) => record.tasks);
    const simple = new Set(open.filter(({ profile, visitGroup }) => profile !== 'salted' && (visitGroup ?? null) === null).map(({ id }) => id));
    return records.filter(({ record }) => record.kind === 'RESULT').flatMap(({ record: { seed, tasks } }) => tasks.filter(({ id }) => simple.has(id))
      .flatMap(({ id: task, drawn, cutoffs }) => drawn.flatMap((ids, index) => (ids.length === 0 ? [] : [{ seed, task, id: ids.at(-1)!, cutoff: cutoffs[index]! }]))));
  });
}

describe('WORKDAYS', () => {
  it('has vectors', () => {
    expect(terms.length).toBeGreaterThan(15);
  });

  it.each(terms)('%s + %i %s %s', (start, days, sign, end) => {
    const term = workingDaysFrom(calendars, readDay(start)!, days)!;
    expect([dayText(term.day), term.provisional ? '~' : '=']).toEqual([end, sign]);
  });

  it('counts back from what it counted forward to', () => {
    for (const [start, days, , end] of terms.filter(([, count]) => count > 0)) {
      const first = workingDaysFrom(calendars, readDay(start)!, 1)!.day;
      expect(workingDaysFrom(calendars, readDay(end)!, 1 - days)!.day).toBe(first);
    }
  });

  it('takes and gives the numbers of a sheet', () => {
    expect([daySerial(readDay('2023-04-10')!), dayOfSerial(45026.75)]).toEqual([45026, readDay('2023-04-10')]);
    expect(workdaysFrom(45026, 20)).toBe(daySerial(readDay('2023-05-09')!));
    expect(workdaysFrom('2023年4月10日', '20')).toBe(workdaysFrom(45026, 20));
  });

  it.each([['2023-02-30', 1], ['明天', 1], ['', 1], [0, 1], [-3, 1], [Infinity, 1], ['2023-04-10', 1.5], ['2023-04-10', '二'], ['2023-04-10', ''], ['2023-04-10', 1e9]])('%j and %j are answered with what is wanted', (date, days) => {
    expect(() => workdaysFrom(date, days)).toThrow(WrongValue);
    expect(() => workdaysFrom(date, days)).toThrow(/参数应是/);
  });
});

describe('TICKET', () => {
  it('gives the last ticket drawn of each stratum in the published vectors', () => {
    const found = results().map(({ seed, task, id, cutoff }) => [ticketOf(ticketOf(seed, `objects/${task}`), id), cutoff]);
    expect(found.length).toBeGreaterThan(3);
    expect(found.map(([ticket]) => ticket)).toEqual(found.map(([, cutoff]) => cutoff));
  });

  it('takes a key however it was typed', () => {
    const key = 'AB'.repeat(32);
    expect(ticketOf(` ${key} `, 91140525)).toBe(ticketOf(key.toLowerCase(), '91140525'));
  });

  it.each([['', 'x'], ['00', 'x'], ['g'.repeat(64), 'x'], ['0'.repeat(64), ' ']])('%j and %j are answered with what is wanted', (key, id) => {
    expect(() => ticketOf(key, id)).toThrow(/参数应是/);
  });
});

describe('the description for Excel', () => {
  const described = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../public/functions.json'), 'utf8')) as { functions: { id: string; name: string; description: string; parameters: { name: string; type: string; description: string }[] }[] };

  it('names the functions of the code, each with its parameters in words', () => {
    const code = readFileSync(resolve(import.meta.dirname, '../../src/functions/functions.ts'), 'utf8');
    expect(described.functions.map(({ id }) => id)).toEqual([...code.matchAll(/associate\('([A-Z]+)'/g)].map(([, name]) => name));
    for (const { id, name, description, parameters } of described.functions) {
      expect([name, parameters.length, /[一-龥]/.test(description)]).toEqual([id, 2, true]);
      for (const parameter of parameters) expect(parameter.description).toMatch(/[一-龥]/);
    }
  });
});
