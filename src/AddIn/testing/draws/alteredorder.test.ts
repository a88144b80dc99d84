import { describe, expect, it } from 'vitest';
import { answer } from './answers';
import { Bureau, diceOf, sampleRegister, throws, type Alter } from './bureau';
import { malformed, repackaged, swapLines, withCheckpoint, leafOf, carry } from './forgeries';

describe('1 format: a record that breaks its own shape is named', () => {
  const cases: [string, Alter, string][] = [
    ['GENESIS', (r) => (r.policy.k = 2), 'format.policy at 0'],
    ['GENESIS', (r) => (r.witnesses[0].name = '纪检 组'), 'format.witness-name at 0'],
    ['GENESIS', (r) => (r.witnesses[0].name = r.log), 'format.duplicate at 0'],
    ['GENESIS', (r) => (r.witnesses[0].key = r.key), 'format.duplicate at 0'],
    ['GENESIS', (r) => (r.key = r.key.replace('A', 'B')), 'format.key at 0'],
    ['GENESIS', (r) => (r.desks[1].desk = r.desks[0].desk), 'format.duplicate at 0'],
    ['GENESIS', (r) => (r.desks[0].secrets = 4097), 'format.integer at 0'],
    ['OPEN', (r) => (r.note = 1), 'format.unknown-key at 1'],
    ['OPEN', (r) => delete r.deadline, 'format.missing-key at 1'],
    ['OPEN', (r) => (r.openedAt = '2026-02-30T09:00:00Z'), 'format.moment at 1'],
    ['OPEN', (r) => (r.openedAt = '2026-02-28T09:00:00.5Z'), 'format.moment at 1'],
    ['OPEN', (r) => (r.ceremony = 'a\u2028b'), 'format.free-text at 1'],
    ['OPEN', (r) => (r.ceremony = '文'.repeat(1001)), 'format.free-text at 1'],
    ['OPEN', (r) => (r.desk = 'a|b'), 'format.name at 1'],
    ['OPEN', (r) => (r.tasks = []), 'format.empty-array at 1'],
    ['OPEN', (r) => r.tasks.push({ ...r.tasks[0], plan: '0'.repeat(64) }), 'format.duplicate at 1'],
    ['OPEN', (r) => r.tasks.push({ ...r.tasks[0], id: 'other' }), 'format.duplicate at 1'],
    ['OPEN', (r) => (r.tasks[0].id = '-x'), 'format.task-id at 1'],
    ['OPEN', (r) => (r.tasks[0].attempt = 2), 'format.attempt at 1'],
    ['OPEN', (r) => Object.assign(r.tasks[0], { attempt: 2, prev: 1 }), 'format.reference at 1'],
    ['OPEN', (r) => r.tasks[0].strata.reverse(), 'format.not-ascending at 1'],
    ['OPEN', (r) => r.tasks[0].strata[0].n++, 'format.strata-sum at 1'],
    ['OPEN', (r) => (r.tasks[0].strata[0].num = 9), 'format.ratio at 1'],
    ['OPEN', (r) => r.tasks[0].quota.push(0), 'format.quota-length at 1'],
    ['OPEN', (r) => (r.tasks[0].rule = { kind: 'atLeast', total: 1 }), 'format.unknown-key at 1'],
    ['OPEN', (r) => (r.tasks[0].rule = { kind: 'total' }), 'format.missing-key at 1'],
    ['OPEN', (r) => (r.tasks[0].roles[0].need = 1), 'format.need at 1'],
    ['OPEN', (r) => (r.tasks[0].roles[0].units = ['b', 'a']), 'format.not-ascending at 1'],
    ['OPEN', (r) => (r.tasks[0].roles[0].match = 'near'), 'format.value at 1'],
    ['OPEN', (r) => r.tasks[0].roles.push({ ...r.tasks[0].roles[0] }), 'format.duplicate at 1'],
    ['OPEN', (r) => (r.tasks[0].cap.add = 1_000_001), 'format.integer at 1'],
    ['OPEN', (r) => (r.expects[0] = { ...r.expects[0], issue: '2026001' }), 'format.unknown-key at 1'],
    ['OPEN', (r) => (r.expects[0] = { by: 'x', source: 'kl8', issue: '202601' }), 'format.issue at 1'],
    ['OPEN', (r) => (r.expects[0].count = 1001), 'format.integer at 1'],
    ['OPEN', (r) => (r.server.commit = r.server.commit.toUpperCase()), 'format.hash at 1'],
    ['CONTRIB', (r) => (r.value = 45), 'format.type at 2'],
    ['CONTRIB', (r) => (r.kind = 'CONTRIBUTION'), 'format.kind at 2'],
    ['CONTRIB', (r) => (r.log = 'draws.example/other'), 'format.record-log at 2'],
    ['CONTRIB', (r) => (r.alg = 'ssd-2'), 'format.value at 2'],
    ['REVEAL', (r) => (r.secret = r.secret.slice(2)), 'format.hash at 3'],
    ['RESULT', (r) => (r.tasks[0].teams[0].object = 'a'), 'format.id at 4'],
  ];

  it.each(cases)('%s #%#', (kind, alter, expected) => {
    expect(malformed(kind, alter)).toBe(`altered format ${expected}`);
  });

  const certificates: [string, Alter, string][] = [
    ['an unknown key', (c) => (c.note = ''), 'format.unknown-key'],
    ['no OPEN at all', (c) => (c.opens = []), 'format.empty-array'],
    ['OPENs out of order', (c) => (c.opens = [1, 1]), 'format.not-ascending'],
    ['records out of order', (c) => c.records.reverse(), 'format.not-ascending at 3'],
    ['a record that refers to itself', (c) => (c.records[2].record.open = 2), 'format.reference at 2'],
    ['a file in a folder', (c) => (c.tables[0].file = '../register.txt'), 'format.file-name'],
    ['a record pointing elsewhere in opens', (c) => (c.opens = [2]), 'format.opens at 2'],
  ];

  it.each(certificates)('certificate.json with %s', (_, alter, expected) => {
    expect(repackaged(alter)).toBe(`altered format ${expected}`);
  });

  it('a record that does not belong to the package', () => {
    const bureau = new Bureau();
    const open = bureau.open([{}]);
    bureau.finish(open);
    bureau.log.append('YEAROPEN', { desk: bureau.desk.name, master: '0'.repeat(64) });
    const files = bureau.package([open], { keep: () => true });
    expect(answer(files)).toBe('genuine');
    const other = bureau.open([{ id: 'Y' }], undefined, undefined, bureau.other);
    bureau.finish(other);
    const both = JSON.parse(new TextDecoder().decode(bureau.package([open, other]).get('certificate.json'))) as { records: unknown[] };
    const excess = bureau.package([open], { alter: (c) => (c.records = both.records) });
    expect(answer(excess)).toBe(`altered format format.record-excess at ${other}`);
  });
});

describe('2 to 4: notes and proofs', () => {
  it('a cosignature too few', () => {
    const bureau = new Bureau();
    const open = bureau.open([{}]);
    bureau.checkpoint([]);
    bureau.contrib(open, 0);
    bureau.reveal(open);
    bureau.result(open);
    expect(answer(bureau.package([open]))).toBe('altered checkpoint checkpoint.policy');
  });

  const notes: [string, Alter, string][] = [
    ['another origin on a note', (c) => (c.checkpoint = c.checkpoint.replace('/test', '/tset')), 'checkpoint checkpoint.note-origin'],
    ['a size with a leading zero', (c) => (c.checkpoint = c.checkpoint.replace('\n5\n', '\n05\n')), 'checkpoint checkpoint.note-size'],
    ['a note without signature', (c) => (c.checkpoint = `${c.checkpoint.split('\n\n')[0]}\n\n`), 'checkpoint checkpoint.note'],
    ['a note without its last line end', (c) => (c.checkpoint = c.checkpoint.slice(0, -1)), 'checkpoint checkpoint.note'],
    ['a signature that is no base64', (c) => (c.checkpoint = c.checkpoint.replace(/.\n$/, '_\n')), 'checkpoint checkpoint.note-signature'],
    ['another root', (c) => (c.checkpoint = c.checkpoint.replace(/\n5\n(.)/, (_: string, first: string) => `\n5\n${first === 'A' ? 'B' : 'A'}`)), 'checkpoint checkpoint.signature'],
    ['the witness first', (c) => (c.openCheckpoints[0] = swapLines(c.openCheckpoints[0])), 'checkpoint checkpoint.log-first'],
    ['one witness twice', (c) => (c.openCheckpoints[0] += `${c.openCheckpoints[0].split('\n')[5]}\n`), 'checkpoint checkpoint.signed-twice'],
    ['a stranger', (c) => (c.openCheckpoints[0] = c.openCheckpoints[0].replace('纪检组', '陌生人')), 'checkpoint checkpoint.unknown-signer'],
    ['a short path', (c) => c.records[1].path.pop(), 'inclusion inclusion.path at 1'],
    ['a wrong path', (c) => (c.records[2].path[0] = '0'.repeat(64)), 'inclusion inclusion.root at 2'],
    ['a changed record', (c) => (c.records[2].record.value = throws.replace('4', '5')), 'inclusion inclusion.root at 2'],
    ['wrong sizes of a proof', (c) => (c.consistency[0].from = 1), 'consistency consistency.sizes'],
    ['a wrong proof', (c) => (c.consistency[0].proof[0] = '0'.repeat(64)), 'consistency consistency.proof'],
    ['a proof too many', (c) => c.consistency.push(c.consistency[0]), 'consistency consistency.excess'],
    ['a long proof', (c) => c.consistency[0].proof.push('0'.repeat(64)), 'consistency consistency.proof'],
  ];

  it.each(notes)('%s', (_, alter, expected) => {
    expect(repackaged(alter)).toMatch(new RegExp(`^altered ${expected}$`));
  });

  it('a log that was rewritten after its open checkpoint', () => {
    const honest = new Bureau();
    const open = honest.open([{}]);
    honest.checkpoint();
    honest.contrib(open, 0);
    honest.reveal(open);
    const rewritten = honest.log.records[open]!;
    (rewritten as { ceremony: string }).ceremony = '另一次抽取';
    const bureau = honest;
    bureau.log.leaves[open] = leafOf(rewritten);
    bureau.result(open);
    expect(answer(bureau.package([open]))).toBe('altered consistency consistency.proof');
  });
});

describe('5 order', () => {
  it('dice before the open checkpoint', () => {
    const bureau = new Bureau();
    const open = bureau.open([{}]);
    bureau.contrib(open, 0);
    bureau.checkpoint();
    bureau.reveal(open);
    bureau.result(open);
    const note = bureau.log.note(3, [bureau.witness]);
    expect(answer(bureau.package([open]))).toBe('incomplete missing.open-checkpoint');
    expect(answer(bureau.package([open], { alter: withCheckpoint(bureau, 3, note) }))).toBe('altered order order.open-checkpoint at 2');
  });

  it('a second open checkpoint in the same range', () => {
    const bureau = new Bureau();
    bureau.open([{ id: 'A' }]);
    const open = bureau.open([{ id: 'B' }]);
    bureau.checkpoint();
    bureau.open([{ id: 'C' }]);
    bureau.contrib(open, 0);
    bureau.reveal(open);
    bureau.result(open);
    expect(answer(bureau.package([open], { alter: withCheckpoint(bureau, 4, bureau.log.note(4, [bureau.witness])) }))).toBe('altered order order.open-checkpoint');
  });

  it('contributions out of turn, twice, or unannounced', () => {
    const two = (positions: readonly number[]): string => {
      const bureau = new Bureau();
      const open = bureau.open([{}], [diceOf(25), diceOf(25)]);
      bureau.checkpoint();
      for (const n of positions) bureau.contrib(open, Math.min(n, 1), throws, (record) => (record.n = n));
      bureau.reveal(open);
      bureau.result(open);
      return answer(bureau.package([open]));
    };
    expect(two([0, 1])).toBe('genuine');
    expect(two([1, 0])).toBe('altered order order.contrib-skipped at 2');
    expect(two([0, 0])).toBe('altered order order.contrib-position at 3');
    expect(two([0, 1, 2])).toBe('altered order order.contrib-unexpected at 4');
    expect(two([0, 1, 1])).toBe('altered order order.contrib-position at 4');
    // The whole log is carried, so the contribution is not withheld: it was never made.
    expect(two([1])).toBe('altered order order.contrib-skipped at 2');
    expect(two([0])).toBe('altered order order.contrib-skipped at 3');
  });

  it('reveal before the dice, and results out of order or twice', () => {
    const run = (steps: string): string => {
      const bureau = new Bureau();
      const open = bureau.open([{}]);
      bureau.checkpoint();
      for (const step of steps) {
        if (step === 'c') bureau.contrib(open, 0);
        else if (step === 's') bureau.reveal(open);
        else bureau.result(open);
      }
      return answer(bureau.package([open]));
    };
    expect(run('csr')).toBe('genuine');
    expect(run('scr')).toBe('altered order order.reveal-early at 2');
    expect(run('crs')).toBe('altered order order.result-early at 3');
    expect(run('cssr')).toBe('altered order order.twice at 4');
    expect(run('csrr')).toBe('altered order order.twice at 5');
    expect(run('cr')).toBe('altered order order.skipped at 3');
  });

  it('VOID after the last contribution, and anything after VOID', () => {
    const late = new Bureau();
    late.open([{}]);
    late.checkpoint();
    late.contrib(1, 0);
    late.void(1);
    expect(answer(late.package([1]))).toBe('altered order order.void-late at 3');
    const after = new Bureau();
    after.open([{}], [diceOf(25), diceOf(25)]);
    after.checkpoint();
    after.void(1);
    after.contrib(1, 0);
    expect(answer(after.package([1]))).toBe('altered order order.after-void at 3');
  });

  it('superseding too early, twice, or an unknown task', () => {
    const run = (steps: (bureau: Bureau) => void): string => {
      const bureau = new Bureau();
      bureau.open([{ id: 'A' }]);
      bureau.checkpoint();
      steps(bureau);
      return answer(bureau.package([1]));
    };
    const finish = (bureau: Bureau): void => {
      bureau.contrib(1, 0);
      bureau.reveal(1);
      bureau.result(1);
    };
    expect(run((b) => { b.supersede(1, ['A']); finish(b); })).toBe('altered order order.before-result at 2');
    expect(run((b) => { finish(b); b.supersede(1, ['B']); })).toBe('altered order order.supersede-unknown-task at 5');
    expect(run((b) => { finish(b); b.supersede(1, ['A']); b.supersede(1, ['A']); })).toBe('altered order order.supersede-ended at 6');
  });

  it('attempts that do not follow the end of the one before', () => {
    const run = (plan: object, end: 'void' | 'result' | 'none'): string => {
      const bureau = new Bureau();
      const first = bureau.open([{ id: 'A', plan: 'p' }, { id: 'B' }]);
      if (end === 'void') bureau.void(first);
      if (end === 'result') {
        bureau.finish(first);
        bureau.supersede(first, ['B']);
      }
      const second = bureau.open([{ id: 'A', plan: 'p', ...plan }]);
      bureau.finish(second);
      return answer(bureau.package([first, second]));
    };
    expect(run({ attempt: 2, prev: 2 }, 'void')).toBe('genuine');
    expect(run({}, 'void')).toBe('altered order order.attempt-twice at 3');
    expect(run({ attempt: 3, prev: 2 }, 'void')).toBe('altered order order.previous-end at 3');
    expect(run({ attempt: 2, prev: 1 }, 'void')).toBe('altered order order.previous-end at 3');
    expect(run({ attempt: 2, prev: 5 }, 'result')).toBe('altered order order.previous-end at 6');
    expect(run({ plan: 'q', attempt: 2, prev: 2 }, 'void')).toBe('altered order order.previous-end at 3');
  });

  it('recusals of who is not there, twice, of an ended task, or while a re-draw is under way', () => {
    const run = (steps: (bureau: Bureau, object: string, one: string, other: string) => void): string => {
      const bureau = new Bureau();
      const open = bureau.open([{ id: 'A', register: sampleRegister(6) }, { id: 'B' }]);
      bureau.finish(open);
      const { object, members } = bureau.team(open, 'A');
      steps(bureau, object, members[0]!.inspector, members[1]!.inspector);
      return answer(bureau.package([open]));
    };
    expect(run((b, object) => b.recuse(1, 'A', object, 'NOBODY'))).toBe('altered order order.recuse-not-on-team at 5');
    expect(run((b, object, one) => b.recuse(1, 'C', object, one))).toBe('altered order order.recuse-task at 5');
    expect(run((b, object, one) => { b.recuse(1, 'A', object, one); b.recuse(1, 'A', object, one); })).toBe('altered order order.recuse-twice at 6');
    expect(run((b, object, one) => { b.supersede(1, ['A']); b.recuse(1, 'A', object, one); })).toBe('altered order order.recuse-ended at 6');
    expect(run((b, object, one, other) => { b.reopen(1, [b.recuse(1, 'A', object, one)]); b.recuse(1, 'A', object, other); })).toBe('altered order order.reopen-pending at 7');
    expect(run((b, object, one) => { b.reopen(1, [b.recuse(1, 'A', object, one)]); b.supersede(1, ['B']); })).toBe('altered order order.reopen-pending at 7');
    expect(run((b, object, one, other) => { b.recuse(1, 'A', object, one); b.reopen(1, [b.recuse(1, 'A', object, other)]); })).toBe('altered order order.reopen-recusals at 7');
    expect(run((b, object, one) => { b.reopen(1, [b.recuse(1, 'A', object, one)], (r) => (r.recusals = [4, 5])); })).toBe('altered order order.reopen-recusals at 6');
    expect(run((b, object, one) => { b.reopen(1, [b.recuse(1, 'A', object, one)], (r) => (r.desk = b.other.name)); })).toBe('altered order order.reopen-desk at 6');
  });

  it('records that open what they cannot', () => {
    const bureau = new Bureau();
    bureau.finish(bureau.open([{}]));
    bureau.log.append('VOID', { open: 2, reason: 'x', approvedBy: 'y', secret: '0'.repeat(64) });
    expect(answer(bureau.package([1], { alter: (c) => c.records.push(carry(bureau, 5)) }))).toBe('altered format format.open at 5');
    const redrawn = (kind: string, fields: object): string => {
      const again = new Bureau();
      again.finish(again.open([{ id: 'A', register: sampleRegister(6) }]));
      const { object, members } = again.team(1, 'A');
      const reopen = again.reopen(1, [again.recuse(1, 'A', object, members[0]!.inspector)]);
      again.log.append(kind, { open: reopen, ...fields });
      return answer(again.package([1]));
    };
    expect(redrawn('SUPERSEDE', { tasks: ['A'], reason: 'x', legalBasis: 'y', approvedBy: 'z' })).toBe('altered order order.wrong-opening at 7');
  });
});
