import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { complete } from '../../src/domain/draws/lanes';
import { verifyPackage } from '../../src/domain/draws/verify';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { answer, verify } from './answers';
import { Bureau, diceOf, pairOf, sampleRegister, sampleRoster, throws } from './bureau';


describe('an honest package is genuine', () => {
  it('with one task', () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{}]));
    expect(answer(bureau.package([1]))).toBe('genuine');
  });

  it('with several tasks, a visit group, salted and public profiles, and the rule total', () => {
    const bureau = new Bureau();
    const salted = sampleRegister(30).map((row, i) => `${row}|${String(i).padStart(32, '0')}`);
    bureau.finish(bureau.open([
      { id: 'A', visitGroup: '一次上门' }, { id: 'B', visitGroup: '一次上门', rule: { kind: 'total', total: 11 } },
      { id: 'C', profile: 'salted', register: salted },
    ]));
    const { answer: given, opens } = verify(bureau.package([1]));
    expect(given).toBe('genuine');
    const [a, b, c] = opens[0]!.tasks;
    expect(a!.objectKey).toBe(b!.objectKey);
    expect(b!.drawn).toHaveLength(11);
    expect(c!.drawn![0]!.message).toMatch(/\|[0-9a-f]{32}$/);
    const names = (task: typeof a): string[] => task!.drawn!.filter(({ stratum }) => stratum === '低风险').map(({ object }) => object);
    const [fewer, more] = [names(a), names(b)].sort((x, y) => x.length - y.length);
    expect(more!.slice(0, fewer!.length)).toEqual(fewer);
  });

  it('with an empty register, an empty stratum and a quota of none', () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([
      { id: 'A', register: [], ratios: {} }, { id: 'B', register: [], ratios: { 低风险: [1, 2] } },
      { id: 'C', ratios: { 低风险: [0, 5], 高风险: [1, 1], 一般风险: [1, 1] } },
    ]));
    const { answer: given, opens } = verify(bureau.package([1]));
    expect(given).toBe('genuine');
    expect(opens[0]!.tasks.map(({ drawn }) => drawn!.length)).toEqual([0, 0, 10]);
    expect(opens[0]!.tasks.map(({ teams }) => teams!.cap)).toEqual([1, 1, 5]);
  });

  it('with every source and the phrase before the dice', () => {
    const bureau = new Bureau();
    const nonce = '8d7a2638350e4299d9b2ab3cb53cdcf7';
    const open = bureau.open([{}], [
      { by: '商务局', source: 'phrase', commit: 'd0' }, { by: '福彩中心', source: 'kl8', issue: '2026058' }, diceOf(1), { by: '纪检组', source: 'd10', count: 3 },
    ], (record) => {
      record.expects[0].commit = commitOf(nonce, '惠企利民');
    });
    bureau.checkpoint();
    bureau.contrib(open, 0, { nonce, text: '惠企利民' });
    bureau.contrib(open, 1, '01 02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 80');
    bureau.contrib(open, 2, '6');
    bureau.contrib(open, 3, '007');
    bureau.reveal(open);
    bureau.result(open);
    expect(answer(bureau.package([1]))).toBe('genuine');
  });

  it('with home and away teams, qualifications, distinct units and conflicts', () => {
    const bureau = new Bureau();
    const roles = [
      pairOf('属地', 1, { match: 'home', units: ['城关所', '灵山所'] }), pairOf('交叉', 1, { match: 'away' }),
      pairOf('专业', 2, { quals: ['食品'], distinctUnits: true }),
    ];
    const register = sampleRegister(12);
    bureau.finish(bureau.open([{ register, roles, conflicts: [`${register[0]!.split('|')[0]}|QY001`, 'UNKNOWN-1|QY001', 'UNKNOWN-1|ZZ'] }]));
    const { answer: given, opens } = verify(bureau.package([1]));
    expect(given).toBe('genuine');
    expect(opens[0]!.tasks[0]!.teams!.infeasible).toBeUndefined();
  });

  it('with a task nobody can staff, listing exactly the objects that stand alone', () => {
    const bureau = new Bureau();
    const register = sampleRegister(12, ['城关所', '', '无人所']);
    const open = bureau.open([{ register, ratios: { 低风险: [1, 1], 高风险: [1, 1] }, roles: [pairOf('属地', 2, { match: 'home' })] }]);
    bureau.finish(open);
    const { answer: given, opens } = verify(bureau.package([1]));
    expect(given).toBe('genuine');
    expect(opens[0]!.tasks[0]!.teams!.infeasible).toEqual(register.filter((row) => !row.endsWith('城关所')).map((row) => row.split('|')[0]));
    expect(opens[0]!.tasks[0]!.teams!.cap).toBe(0);
  });

  it('with a void attempt, a superseded one and the one that stands', () => {
    const bureau = new Bureau();
    const first = bureau.open([{ id: 'A', plan: 'p' }]);
    const end = bureau.void(first);
    const second = bureau.open([{ id: 'A2', plan: 'p', attempt: 2, prev: end }, { id: 'B' }]);
    bureau.finish(second);
    const superseded = bureau.supersede(second, ['A2']);
    const third = bureau.open([{ id: 'A3', plan: 'p', attempt: 3, prev: superseded }]);
    bureau.finish(third);
    expect(answer(bureau.package([first, second, third]))).toBe('genuine');
  });

  it('voided after some contributions but before the last', () => {
    const bureau = new Bureau();
    const open = bureau.open([{}], [diceOf(25), diceOf(25)]);
    bureau.checkpoint();
    bureau.contrib(open, 0);
    bureau.void(open);
    expect(answer(bureau.package([open]))).toBe('genuine');
  });

  it('with recusals re-drawn twice, once voided, and once without anybody left', () => {
    const bureau = new Bureau();
    const open = bureau.open([{ register: sampleRegister(9), roles: [pairOf('检查组', 2, { distinctUnits: true })] }]);
    bureau.finish(open);
    const team = bureau.team(open, 'T1');
    let reopen = bureau.reopen(open, [bureau.recuse(open, 'T1', team.object, team.members[0]!.inspector)]);
    bureau.void(reopen);
    const [first, second] = bureau.team(open, 'T1', 1).members;
    const more = bureau.recuse(open, 'T1', bureau.team(open, 'T1', 1).object, first!.inspector);
    reopen = bureau.reopen(open, [reopen - 1, more]);
    bureau.checkpoint();
    bureau.contrib(reopen, 0);
    bureau.reveal(reopen);
    bureau.reresult(reopen);
    const last = bureau.recuse(open, 'T1', bureau.team(open, 'T1', 1).object, second!.inspector);
    reopen = bureau.reopen(open, [last]);
    bureau.checkpoint();
    bureau.contrib(reopen, 0);
    bureau.reveal(reopen);
    bureau.reresult(reopen);
    const { answer: given, opens } = verify(bureau.package([open]));
    expect(given).toBe('genuine');
    expect(opens[0]!.redraws.map(({ replacements }) => replacements.length)).toEqual([0, 2, 1]);
  });

  it('and says so with nobody where recusal leaves nobody', () => {
    const bureau = new Bureau();
    const open = bureau.open([{ register: sampleRegister(4), roster: sampleRoster.slice(0, 2) }]);
    bureau.finish(open);
    const reopen = bureau.reopen(open, [bureau.recuse(open, 'T1', bureau.team(open, 'T1').object, 'QY001')]);
    bureau.checkpoint();
    bureau.contrib(reopen, 0);
    bureau.reveal(reopen);
    bureau.reresult(reopen);
    const { answer: given, opens } = verify(bureau.package([open]));
    expect(given).toBe('genuine');
    expect(opens[0]!.redraws[0]!.replacements).toMatchObject([{ out: 'QY001', in: '', ticket: '' }]);
  });

  it('without witnesses where the policy asks for none, and beside other desks and draws', () => {
    const bureau = new Bureau(0);
    bureau.open([{ id: 'X' }]);
    const foreign = bureau.open([{ id: 'Y' }], undefined, undefined, bureau.other);
    const open = bureau.open([{ id: 'Z' }]);
    bureau.checkpoint([]);
    bureau.contrib(foreign, 0);
    bureau.contrib(open, 0, throws);
    bureau.reveal(open);
    bureau.reveal(foreign);
    bureau.result(foreign);
    bureau.result(open);
    expect(answer(bureau.package([open]))).toBe('genuine');
    expect(answer(bureau.package([foreign, open]))).toBe('genuine');
  });

  it('whatever the formatting of its JSON, and whatever other files lie beside it', () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{}]));
    const files = new Map(bureau.package([1]));
    const text = new TextDecoder().decode(files.get('certificate.json'));
    files.set('certificate.json', new TextEncoder().encode(JSON.stringify(JSON.parse(text), null, '\t').replaceAll('—', String.raw`\u2014`)));
    files.set('readme.txt', Uint8Array.of(1, 2, 3));
    expect(answer(files)).toBe('genuine');
  });
});

function commitOf(nonce: string, text: string): string {
  return createHash('sha256').update(nonce + text).digest('hex');
}

describe('a published GENESIS hash', () => {
  it('is compared where it is known', () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{}]));
    const files = bureau.package([1]);
    const { genesis } = verify(files);
    const kernel = bestKernel();
    expect(complete(verifyPackage(files, { kernel, genesis: genesis! })).answer).toBe('genuine');
    expect(complete(verifyPackage(files, { kernel, genesis: '0'.repeat(64) })).finding).toMatchObject({ check: 'checkpoint', code: 'checkpoint.genesis', where: { seq: 0 } });
  });
});
