import { describe, expect, it } from 'vitest';
import { actsOf, courseOf, steps } from '../../src/domain/ceremony/course';
import { closingTime, instantOf, momentText } from '../../src/domain/ceremony/moments';
import type { Schemas } from '../../src/service/client';

type Draw = Schemas['ShowDrawResponse'];

const throwing = (...received: boolean[]): object => ({ contributions: received.map((done, index) => ({ person: `p${index}`, by: `人${index}`, received: done })) });
const draw = (state: Draw['state'], more: object = {}): Draw => ({ state, desk: '信用股', recusals: [], contributions: [], cosignaturesNeeded: 0, ...more }) as never;
const progress = (more: object = {}): Schemas['ShowProgressResponse'] => ({ cosignatures: 0, received: 0, ...more }) as never;

describe('where a draw stands', () => {
  const cases: [string, Draw, Schemas['ShowProgressResponse'], number, object][] = [
    ['prepared', draw('Prepared'), progress(), 1, { act: 'approve', desk: '信用股' }],
    ['approved', draw('Approved'), progress(), 2, { act: 'open', desk: '信用股' }],
    ['opened, not cosigned', draw('Opened', { ...throwing(false), cosignaturesNeeded: 2 }), progress({ cosignatures: 1 }), 3, { act: 'cosign', have: 1, need: 2 }],
    ['opened and cosigned', draw('Opened', { ...throwing(false), cosignaturesNeeded: 2 }), progress({ cosignatures: 2 }), 4, { act: 'throw', by: '人0', person: 'p0' }],
    ['opened where nobody cosigns', draw('Opened', throwing(false)), progress(), 4, { act: 'throw', by: '人0', person: 'p0' }],
    ['thrown once of twice', draw('Opened', { ...throwing(true, false), cosignaturesNeeded: 1 }), progress({ received: 1 }), 4, { act: 'throw', by: '人1', person: 'p1' }],
    ['all thrown', draw('Contributed', throwing(true, true)), progress({ received: 2 }), 5, { act: 'reveal' }],
    ['drawn', draw('Drawn'), progress(), steps.length, { act: 'none' }],
    ['drawn with recusals', draw('Drawn', { recusals: [{ pending: true }, { pending: false }] }), progress(), steps.length, { act: 'reopen', recusals: 1, desk: '信用股' }],
    ['being re-drawn', draw('Redrawing', { ...throwing(false), cosignaturesNeeded: 1 }), progress(), 3, { act: 'cosign', have: 0, need: 1 }],
    ['superseded', draw('Superseded'), progress(), steps.length, { act: 'none' }],
    ['void', draw('Void'), progress(), -1, { act: 'none' }],
    ['taken back', draw('Discarded'), progress(), -1, { act: 'none' }],
  ];

  it.each(cases)('%s', (_, given, done, at, next) => {
    expect(courseOf(given, done)).toEqual({ at, next });
  });
});

describe('who may act', () => {
  const person = (id: string, departmentName: string, ...roles: Schemas['Role'][]) => ({ id, departmentName, roles });
  const [clerk, head, other, witness, thrower] = [
    person('c', '信用股', 'Clerk'), person('h', '信用股', 'SectionHead'), person('o', '食品股', 'SectionHead', 'Clerk'), person('w', '纪检组', 'Witness'), person('p0', '纪检组', 'Witness'),
  ];
  const cases: [string, ReturnType<typeof person>, Draw, string[]][] = [
    ['the clerk takes a prepared draw back and nothing else', clerk, draw('Prepared'), ['discard']],
    ['the head approves or takes it back', head, draw('Prepared'), ['approve', 'discard']],
    ['another section only looks', other, draw('Prepared'), []],
    ['the clerk opens what is approved', clerk, draw('Approved'), ['open']],
    ['the head opens it or takes it back', head, draw('Approved'), ['discard', 'open']],
    ['only the named person throws', thrower, draw('Opened', throwing(false)), ['throw']],
    ['nobody else throws', witness, draw('Opened', throwing(false)), []],
    ['nobody throws before the cosignature', thrower, draw('Opened', { ...throwing(false), cosignaturesNeeded: 1 }), []],
    ['a witness reveals', witness, draw('Contributed', throwing(true)), ['reveal']],
    ['the clerk reveals', clerk, draw('Contributed', throwing(true)), ['reveal']],
    ['another section does not reveal', other, draw('Contributed', throwing(true)), []],
    ['the head records recusals', head, draw('Drawn'), ['recuse']],
    ['the clerk re-draws what waits', clerk, draw('Drawn', { recusals: [{ pending: true }] }), ['reopen']],
    ['nobody acts on a void draw', head, draw('Void'), []],
  ];

  it.each(cases)('%s', (_, who, given, acts) => {
    expect([...actsOf(who, given, courseOf(given, progress()))].sort()).toEqual(acts);
  });
});

describe('moments', () => {
  it('are Beijing’s, whatever the computer’s zone', () => {
    expect(momentText('2023-03-06T01:05:00Z')).toBe('2023年3月6日 09:05');
    expect(closingTime(Date.parse('2023-03-06T17:30:00Z'), 3)).toBe('2023-03-10T17:00');
    expect(instantOf('2023-03-10T17:00')).toBe('2023-03-10T09:00:00.000Z');
    expect([instantOf(''), instantOf('morgen')]).toEqual([null, null]);
  });
});
