import { describe, expect, it } from 'vitest';
import { answer } from './answers';
import { Bureau, diceOf, pairOf, sampleRegister, type Alter } from './bureau';
import { forged, repackaged } from './forgeries';

describe('6 to 14: what was fixed, thrown and computed', () => {
  const cases: [string, string, Alter, string][] = [
    ['another secret', 'REVEAL', (r) => (r.secret = '0'.repeat(64)), 'secret secret.reveal at 3'],
    ['a secret out of turn', 'OPEN', (r) => (r.server.index = 1), 'secret secret.root at 1'],
    ['a desk without secrets', 'OPEN', (r) => (r.desk = '无此股'), 'secret secret.desk at 1'],
    ['a short secret path', 'OPEN', (r) => r.server.path.pop(), 'secret secret.path at 1'],
    ['24 dice', 'OPEN', (r) => (r.expects[0].count = 24), 'entropy entropy.too-little at 1'],
    ['one issue twice', 'OPEN', (r) => r.expects.push({ by: 'a', source: 'kl8', issue: '2026001' }, { by: 'b', source: 'kl8', issue: '2026001' }), 'order order.contrib-skipped at 3'],
    ['another thrower', 'CONTRIB', (r) => (r.by = '别人'), 'contribution contribution.by at 2'],
    ['another source', 'CONTRIB', (r) => (r.source = 'd10'), 'contribution contribution.source at 2'],
    ['a die too many', 'CONTRIB', (r) => (r.value += '1'), 'contribution contribution.value at 2'],
    ['a seven', 'CONTRIB', (r) => (r.value = r.value.replace('4', '7')), 'contribution contribution.value at 2'],
    ['a phrase for dice', 'CONTRIB', (r) => (r.value = { nonce: '0'.repeat(32), text: 'x' }), 'contribution contribution.value at 2'],
    ['a wrong root', 'OPEN', (r) => (r.tasks[0].register.root = '0'.repeat(64)), 'tables tables.root at 1'],
    ['a wrong size', 'OPEN', (r) => r.tasks[0].roster.size++, 'tables tables.size at 1'],
    ['rows moved between strata', 'OPEN', (r) => { r.tasks[0].strata[0].n--; r.tasks[0].strata[1].n++; }, 'tables tables.strata at 1'],
    ['a quota too small', 'OPEN', (r) => r.tasks[0].quota[0]--, 'quota quota.differs at 1'],
    ['another seed', 'RESULT', (r) => (r.seed = '0'.repeat(64)), 'seed seed.differs at 4'],
    ['another task', 'RESULT', (r) => (r.tasks[0].id = 'T2'), 'drawn drawn.tasks at 4'],
    ['another object', 'RESULT', (r) => (r.tasks[0].drawn[0][0] = '91130630001'), 'drawn drawn.object at 4'],
    ['two objects swapped', 'RESULT', (r) => r.tasks[0].drawn[0].reverse(), 'drawn drawn.object at 4'],
    ['an object left out', 'RESULT', (r) => r.tasks[0].drawn[0].pop(), 'drawn drawn.count at 4'],
    ['a stratum left out', 'RESULT', (r) => r.tasks[0].drawn.pop(), 'drawn drawn.strata at 4'],
    ['a wrong cut-off', 'RESULT', (r) => (r.tasks[0].cutoffs[0] = 'f'.repeat(64)), 'drawn drawn.cutoff at 4'],
    ['a wrong root of the drawn', 'RESULT', (r) => (r.tasks[0].drawnRoot = '0'.repeat(64)), 'drawn drawn.root at 4'],
    ['another cap', 'RESULT', (r) => r.tasks[0].cap++, 'teams teams.cap at 4'],
    ['infeasible although it is not', 'RESULT', (r) => (r.tasks[0].infeasible = []), 'teams teams.infeasible at 4'],
    ['another inspector', 'RESULT', (r) => (r.tasks[0].teams[0].members[0].inspector = 'QY999'), 'teams teams.members at 4'],
    ['members swapped', 'RESULT', (r) => r.tasks[0].teams[0].members.reverse(), 'teams teams.members at 4'],
    ['teams swapped', 'RESULT', (r) => r.tasks[0].teams.reverse(), 'teams teams.object at 4'],
    ['a wrong pair ticket', 'RESULT', (r) => (r.tasks[0].teams[0].members[0].ticket = '0'.repeat(64)), 'teams teams.ticket at 4'],
    ['a wrong root of the teams', 'RESULT', (r) => (r.tasks[0].teamsRoot = '0'.repeat(64)), 'teams teams.root at 4'],
  ];

  it.each(cases)('%s', (_, kind, alter, expected) => {
    expect(forged(kind, alter)).toBe(`altered ${expected}`);
  });

  it('nothing thrown at all', () => {
    const bureau = new Bureau();
    const open = bureau.open([{}], []);
    bureau.reveal(open);
    bureau.result(open);
    expect(answer(bureau.package([open]))).toBe('altered entropy entropy.too-little at 1');
  });

  it('a secret skipped, or used again, where the whole log is carried', () => {
    const run = (index: number): string => {
      const bureau = new Bureau();
      bureau.finish(bureau.open([{ id: 'A' }]));
      bureau.desk.used = index;
      const open = bureau.open([{ id: 'B' }]);
      bureau.finish(open);
      return answer(bureau.package([1, open]));
    };
    expect(run(1)).toBe('genuine');
    expect(run(0)).toBe('altered secret secret.index at 5');
    expect(run(2)).toBe('altered secret secret.index at 5');
  });

  it('an issue of the lottery named again in a re-draw', () => {
    const bureau = new Bureau();
    const kl8 = { by: '福彩中心', source: 'kl8', issue: '2026058' };
    const open = bureau.open([{}], [kl8, diceOf(1)]);
    bureau.checkpoint();
    bureau.contrib(open, 0, '01 02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 80');
    bureau.contrib(open, 1, '3');
    bureau.reveal(open);
    bureau.result(open);
    const { object, members } = bureau.team(open, 'T1');
    const reopen = bureau.reopen(open, [bureau.recuse(open, 'T1', object, members[0]!.inspector)], (r) => (r.expects = [kl8, diceOf(1)]));
    expect(answer(bureau.package([open]))).toBe(`altered entropy entropy.issue-twice at ${reopen}`);
  });

  it.each([
    '01 02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 81', '01 02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 77',
    '02 01 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 80', '01 02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77',
    '00 02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 80', '01  02 05 09 11 17 22 25 31 38 40 44 49 52 58 61 66 70 77 80',
  ])('lottery numbers %s', (value) => {
    const bureau = new Bureau();
    const open = bureau.open([{}], [{ by: '福彩中心', source: 'kl8', issue: '2026058' }, diceOf(1)]);
    bureau.checkpoint();
    bureau.contrib(open, 0, value);
    bureau.contrib(open, 1, '3');
    bureau.reveal(open);
    bureau.result(open);
    expect(answer(bureau.package([open]))).toBe('altered contribution contribution.value at 2');
  });

  it('a replacement other than the first that fits', () => {
    const run = (alter: Alter): string => {
      const bureau = new Bureau();
      const open = bureau.open([{ roles: [pairOf('检查组', 2)] }]);
      bureau.finish(open);
      const { object, members } = bureau.team(open, 'T1');
      const reopen = bureau.reopen(open, [bureau.recuse(open, 'T1', object, members[0]!.inspector)]);
      bureau.checkpoint();
      bureau.contrib(reopen, 0);
      bureau.reveal(reopen);
      bureau.reresult(reopen, alter);
      return answer(bureau.package([open]));
    };
    expect(run(() => {})).toBe('genuine');
    expect(run((r) => (r.replacements[0].in = 'QY999'))).toBe('altered redraw redraw.differs at 9');
    expect(run((r) => Object.assign(r.replacements[0], { in: '', ticket: '' }))).toBe('altered redraw redraw.differs at 9');
    expect(run((r) => (r.replacements[0].task = 'T2'))).toBe('altered redraw redraw.differs at 9');
    expect(run((r) => r.replacements.pop())).toBe('altered redraw redraw.differs at 9');
    expect(run((r) => r.replacements.push({ ...r.replacements[0], task: 'T9' }))).toBe('altered redraw redraw.differs at 9');
    expect(run((r) => (r.seed = '0'.repeat(64)))).toBe('altered seed seed.differs at 9');
  });
});

describe('9 tables', () => {
  const rows = sampleRegister(30);
  const withRegister = (change: (lines: string[]) => readonly string[]): string => {
    const bureau = new Bureau();
    const open = bureau.open([{ register: change([...rows]) }], undefined, (r) => {
      // The strata as the forger would count them.
      r.tasks[0].strata[0].n += r.tasks[0].register.size - r.tasks[0].strata[0].n - r.tasks[0].strata[1].n;
    });
    bureau.checkpoint();
    bureau.contrib(open, 0);
    bureau.reveal(open);
    bureau.log.append('RESULT', { open, seed: bureau.seed(open), tasks: [] });
    return answer(bureau.package([open]));
  };
  const cases: [string, (lines: string[]) => readonly string[], string][] = [
    ['rows out of order', (l) => [l[1]!, l[0]!, ...l.slice(2)], 'not-ascending'],
    ['a row twice', (l) => [l[0]!, ...l], 'not-ascending'],
    ['an id twice', (l) => [l[0]!, l[0]!.replace('城关所', '灵山所'), ...l.slice(1)], 'id-twice'],
    ['a lower-case id', (l) => [...l, 'a|低风险|城关所'], 'row'],
    ['a row with a column less', (l) => [...l, 'Z|低风险'], 'row'],
    ['a row with a column more', (l) => [...l, 'Z|低风险|城关所|x'], 'row'],
    ['a row without stratum', (l) => [...l, 'Z||城关所'], 'row'],
    ['an area with a comma', (l) => [...l, 'Z|低风险|城,关'], 'row'],
    ['an area that is not NFC', (l) => [...l, 'Z|低风险|e\u0301'], 'row'],
    ['a carriage return', (l) => [...l, 'Z|低风险|城关所\r'], 'row'],
    ['an empty line', (l) => ['', ...l], 'row'],
    ['a long id', (l) => [...l, `Z${'9'.repeat(55)}|低风险|城关所`], 'row'],
    ['an unknown stratum', (l) => [...l, 'Z|未知|城关所'], 'strata'],
  ];

  it.each(cases)('%s', (_, change, code) => {
    expect(withRegister(change)).toBe(`altered tables tables.${code} at 1`);
  });

  it.each(['A|城关所|b,a', 'A|城关所', 'A||', 'A|城关所|a,,b', 'A|城关所|a,a', 'a|城关所|', 'A|城关所||'])('roster row %s', (row) => {
    const bureau = new Bureau();
    const open = bureau.open([{ register: [], ratios: {}, roster: [row] }]);
    bureau.checkpoint();
    bureau.contrib(open, 0);
    bureau.reveal(open);
    bureau.log.append('RESULT', { open, seed: bureau.seed(open), tasks: [] });
    expect(answer(bureau.package([open]))).toBe('altered tables tables.row at 1');
  });

  it('files cut, lengthened or exchanged', () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{}]));
    const files = bureau.package([1]);
    const changed = (bytes: Uint8Array): string => answer(new Map([...files, ['register-1-T1.txt', bytes]]));
    const own = files.get('register-1-T1.txt')!;
    expect(changed(own.slice(0, -1))).toBe('altered tables tables.bytes at 1');
    expect(changed(own.map((byte, i) => (i === 0 ? byte + 1 : byte)))).toBe('altered tables tables.sha256 at 1');
    expect(repackaged((c) => c.tables.reverse())).toBe('altered format format.table-entry');
    expect(repackaged((c) => c.tables.push(c.tables[0]))).toBe('altered format format.table-entry');
  });
});
