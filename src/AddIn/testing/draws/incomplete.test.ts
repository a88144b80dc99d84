import { describe, expect, it } from 'vitest';
import { answer, verify } from './answers';
import { Bureau, diceOf, sampleRegister, sampleRoster } from './bureau';

function finished(): Bureau {
  const bureau = new Bureau();
  bureau.finish(bureau.open([{ id: 'A' }]));
  return bureau;
}

describe('a package from which something is absent is incomplete', () => {
  it('without certificate', () => {
    expect(answer(new Map())).toBe('incomplete missing.certificate');
  });

  it.each([['GENESIS', 'missing.genesis'], ['OPEN', 'missing.open'], ['CONTRIB', 'missing.contrib'], ['REVEAL', 'missing.reveal'], ['RESULT', 'missing.result']])(
    'without its %s', (kind, code) => {
      expect(answer(finished().package([1], { keep: (record) => record['kind'] !== kind }))).toBe(`incomplete ${code}`);
    });

  it('before the dice, before the reveal and before the result', () => {
    const bureau = new Bureau();
    bureau.open([{}]);
    expect(answer(bureau.package([1]))).toBe('incomplete missing.contrib, missing.reveal, missing.result');
    bureau.checkpoint();
    bureau.contrib(1, 0);
    expect(answer(bureau.package([1]))).toBe('incomplete missing.reveal, missing.result');
    bureau.reveal(1);
    expect(answer(bureau.package([1]))).toBe('incomplete missing.result');
  });

  it.each(['register', 'roster', 'conflicts'])('without the file of the %s, and names what was still verified', (table) => {
    const files = new Map(finished().package([1]));
    files.delete(`${table}-1-A.txt`);
    const { answer: given, missing, checks } = verify(files);
    expect([given, missing[0]!.code]).toEqual(['incomplete', 'missing.file']);
    const partial = checks.filter(({ status }) => status === 'partial').map(({ check }) => check);
    expect(partial).toEqual(table === 'register' ? ['tables', 'drawn'] : ['tables', 'teams']);
  });

  it('with a proof of consistency left out', () => {
    expect(answer(finished().package([1], { alter: (c) => (c.consistency = []) }))).toBe('incomplete missing.consistency');
  });

  it('with a table entry left out', () => {
    expect(answer(finished().package([1], { alter: (c) => c.tables.pop() }))).toBe('incomplete missing.table');
  });

  it('with a recusal nobody has re-drawn, and a re-draw without result', () => {
    const bureau = finished();
    const { object, members } = bureau.team(1, 'A');
    const recuse = bureau.recuse(1, 'A', object, members[0]!.inspector);
    expect(answer(bureau.package([1]))).toBe('incomplete missing.reopen');
    const reopen = bureau.reopen(1, [recuse]);
    expect(answer(bureau.package([1]))).toBe('incomplete missing.contrib, missing.reveal, missing.reresult');
    bureau.void(reopen);
    expect(answer(bureau.package([1]))).toBe('incomplete missing.reopen');
  });

  it('with the end of a re-draw left out, which may have been a VOID', () => {
    const run = (second: (recusals: readonly number[]) => readonly number[]): string => {
      const bureau = new Bureau();
      bureau.finish(bureau.open([{ id: 'A', register: sampleRegister(6) }]));
      const { object, members } = bureau.team(1, 'A');
      const recusals = members.map(({ inspector }) => bureau.recuse(1, 'A', object, inspector));
      const ended = bureau.void(bureau.reopen(1, recusals));
      const reopen = bureau.reopen(1, second(recusals));
      bureau.checkpoint();
      bureau.contrib(reopen, 0);
      bureau.reveal(reopen);
      bureau.reresult(reopen);
      return answer(bureau.package([1], { keep: (record) => record['seq'] !== ended }));
    };
    expect(run((all) => all)).toBe('incomplete missing.contrib, missing.reveal, missing.reresult');
    expect(run((all) => all.slice(1))).toBe('altered order order.reopen-recusals at 9');
  });

  it('with the RESULT left out, which leaves open who was on the teams', () => {
    const bureau = finished();
    const { object, members } = bureau.team(1, 'A');
    const recuse = bureau.recuse(1, 'A', object, members[0]!.inspector);
    bureau.void(bureau.reopen(1, [recuse]));
    bureau.reopen(1, [recuse]);
    expect(answer(bureau.package([1], { keep: (record) => record['kind'] !== 'RESULT' })))
      .toBe('incomplete missing.result, missing.contrib, missing.reveal, missing.reresult');
  });

  it('with an earlier attempt, or the end of it, left out', () => {
    const bureau = new Bureau();
    const first = bureau.open([{ id: 'A', plan: 'p' }]);
    const end = bureau.void(first);
    const second = bureau.open([{ id: 'A', plan: 'p', attempt: 2, prev: end }]);
    bureau.finish(second);
    expect(answer(bureau.package([second]))).toBe('incomplete missing.attempt, missing.previous-end');
    // Without the VOID its OPEN looks unfinished.
    expect(answer(bureau.package([first, second], { keep: (record) => record['kind'] !== 'VOID' })))
      .toBe('incomplete missing.contrib, missing.reveal, missing.result, missing.previous-end');
  });

  it('with an earlier opening of the desk left out', () => {
    const bureau = new Bureau();
    bureau.open([{ id: 'X' }]);
    const open = bureau.open([{ id: 'A' }]);
    bureau.finish(open);
    expect(answer(bureau.package([open], { keep: (record) => record['seq'] !== 1 }))).toBe('incomplete missing.earlier-opening');
  });

  it('with the RECUSE or the REOPEN of a re-draw left out', () => {
    const bureau = finished();
    const { object, members } = bureau.team(1, 'A');
    const recuse = bureau.recuse(1, 'A', object, members[0]!.inspector);
    const reopen = bureau.reopen(1, [recuse]);
    bureau.checkpoint();
    bureau.contrib(reopen, 0);
    bureau.reveal(reopen);
    bureau.reresult(reopen);
    expect(answer(bureau.package([1]))).toBe('genuine');
    expect(answer(bureau.package([1], { keep: (record) => record['kind'] !== 'RECUSE' }))).toBe('incomplete missing.recuse');
    expect(answer(bureau.package([1], { keep: (record) => record['kind'] !== 'RERESULT' }))).toBe('incomplete missing.reresult');
  });

  it('with one of two re-draws left out: who came in then is unknown, so the other cannot be judged', () => {
    const bureau = new Bureau();
    // Of four inspectors two are on each team, so whoever came in first decides who is left to come in next: at ten objects one guess in a thousand is right.
    bureau.finish(bureau.open([{ id: 'A', register: sampleRegister(10), roster: sampleRoster.slice(0, 4), ratios: { 低风险: [1, 1], 高风险: [1, 1] }, add: 20 }]));
    const redraw = (member: number): number => {
      const reopen = bureau.reopen(1, Array.from({ length: 10 }, (_, i) => {
        const { object, members } = bureau.team(1, 'A', i);
        return bureau.recuse(1, 'A', object, members[member]!.inspector);
      }));
      bureau.checkpoint();
      bureau.contrib(reopen, 0);
      bureau.reveal(reopen);
      return bureau.reresult(reopen);
    };
    const earlier = redraw(0);
    redraw(1);
    expect(answer(bureau.package([1]))).toBe('genuine');
    expect(answer(bureau.package([1], { keep: (record) => record['seq'] !== earlier }))).toBe('incomplete missing.reresult');
  });

  it('and altered outranks incomplete', () => {
    const bureau = new Bureau();
    const open = bureau.open([{ register: sampleRegister(20) }], [diceOf(25)]);
    bureau.checkpoint();
    bureau.contrib(open, 0);
    bureau.reveal(open);
    bureau.result(open, (record) => (record.tasks[0].teams[0].members[0].inspector = 'QY999'));
    const files = new Map(bureau.package([open]));
    files.delete(`register-${open}-T1.txt`);
    expect(answer(files)).toBe(`altered teams teams.members at 4`);
  });
});
