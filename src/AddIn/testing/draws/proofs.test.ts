import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../../src/domain/draws/bytes';
import { leafHash } from '../../src/domain/draws/merkle';
import { isProofFile, verifyProof } from '../../src/domain/draws/proof';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { verify } from './answers';
import { Bureau, type Alter } from './bureau';
import { inclusionPath } from './notary';

const rows = ['A.1|低风险|城关所', 'A1|低风险|', 'A|高风险|城关所', 'B|低风险|城关所', 'C|高风险|灵山所'];
const bureau = new Bureau();
bureau.finish(bureau.open([{ register: rows }]));
const files = bureau.package([1]);
const whole = verify(files);
const leaves = rows.map((row) => leafHash(utf8(row)));
const drawn = new Set(whole.opens[0]!.tasks[0]!.drawn!.map(({ object }) => object));
const { cutoffs, task } = whole.opens[0]!.tasks[0]!;
const head = { alg: 'ssd-1.sha256', certificate: whole.certificate, open: 1, task: 'T1' };
const neighbour = (index: number) => (rows[index] === undefined ? null : { row: rows[index], index, path: inclusionPath(leaves, index).map(hex) });

function outcome(body: object, alter: Alter = () => {}, about: typeof whole | null = whole): string {
  const proof = structuredClone(body);
  alter(proof);
  const { answer, finding, missing } = verifyProof(utf8(JSON.stringify(proof)), 'proof.json', about, bestKernel());
  return [answer, finding?.code, missing[0]?.code].filter((part) => part !== undefined).join(' ');
}

describe('an enterprise proof', () => {
  const proof = (index: number) => {
    const [id, stratum] = rows[index]!.split('|');
    return { ...head, kind: 'PROOF', ...neighbour(index), size: rows.length, drawn: drawn.has(id!), cutoff: cutoffs[task.strata.findIndex((one) => one.id === stratum)] };
  };

  it('holds for every row, drawn or not', () => {
    rows.forEach((_, index) => expect(outcome(proof(index))).toBe('genuine'));
    expect(drawn.size).toBeGreaterThan(0);
    expect(drawn.size).toBeLessThan(rows.length);
  });

  it('holds where the tables are withheld, since it brings its own row', () => {
    const without = new Map(files);
    for (const name of files.keys()) if (name.endsWith('.txt')) without.delete(name);
    expect(outcome(proof(0), undefined, verify(without))).toBe('genuine');
  });

  it.each<[string, Alter, string]>([
    ['another row', (p) => (p.row = rows[1]), 'altered proof.root'], ['another index', (p) => (p.index = 1), 'altered proof.root'],
    ['a short path', (p) => p.path.pop(), 'altered proof.path'], ['another size', (p) => p.size++, 'altered proof.size'],
    ['drawn the wrong way round', (p) => (p.drawn = !p.drawn), 'altered proof.drawn'], ['another cut-off', (p) => (p.cutoff = ''), 'altered proof.cutoff'],
    ['another task', (p) => (p.task = 'T2'), 'altered proof.task'], ['another OPEN', (p) => (p.open = 2), 'altered proof.open'],
    ['another certificate', (p) => (p.certificate = '0'.repeat(64)), 'altered proof.certificate'], ['a key too many', (p) => (p.note = ''), 'altered format.unknown-key'],
    ['no key less', (p) => delete p.drawn, 'altered format.missing-key'], ['a row that is none', (p) => (p.row = 'x'), 'altered tables.row'],
    ['two rows in one', (p) => (p.row += `\n${rows[1]}`), 'altered tables.row'],
  ])('with %s does not hold', (_, alter, expected) => {
    expect(outcome(proof(0), alter)).toBe(expected);
  });

  it('without its certificate, or with one that lacks more than tables, cannot be verified', () => {
    expect(outcome(proof(0), undefined, null)).toBe('incomplete missing.certificate');
    const partial = verify(bureau.package([1], { keep: (record) => record['kind'] !== 'REVEAL' }));
    expect(outcome({ ...proof(0), certificate: partial.certificate }, undefined, partial)).toBe('incomplete missing.reveal');
    const altered = verify(bureau.package([1], { alter: (c) => (c.records[2].path[0] = '0'.repeat(64)) }));
    expect(outcome(proof(0), undefined, altered)).toBe('altered proof.certificate-altered');
  });
});

describe('an absence proof', () => {
  const absence = (id: string, left: number) => ({ ...head, kind: 'ABSENCE', id, size: rows.length, left: neighbour(left), right: neighbour(left + 1) });

  it('holds before the first row, between two and after the last', () => {
    expect(outcome(absence('0', -1))).toBe('genuine');
    expect(outcome(absence('A0', 0))).toBe('genuine');
    expect(outcome(absence('AZ', 1))).toBe('genuine');
    expect(outcome(absence('Z', 4))).toBe('genuine');
  });

  it.each<[string, object, Alter, string]>([
    ['of an id that is there', absence('A1', 0), () => {}, 'altered proof.right'], ['of an id below its neighbours', absence('0', 1), () => {}, 'altered proof.left'],
    ['of an id above its neighbours', absence('Z', 1), () => {}, 'altered proof.right'], ['with a gap', absence('A0', 0), (p) => (p.right = neighbour(2)), 'altered proof.neighbours'],
    ['that pretends to be at the end', absence('Z', 3), (p) => (p.right = null), 'altered proof.neighbours'],
    ['that pretends to be at the start', absence('0', 0), (p) => (p.left = null), 'altered proof.neighbours'],
    ['with a false row', absence('A0', 0), (p) => (p.left.row = 'A.0|低风险|'), 'altered proof.root'],
  ])('%s does not hold', (_, body, alter, expected) => {
    expect(outcome(body, alter)).toBe(expected);
  });

  it('holds for an empty register', () => {
    const empty = new Bureau();
    empty.finish(empty.open([{ register: [], ratios: {} }]));
    const about = verify(empty.package([1]));
    expect(outcome({ ...head, certificate: about.certificate, kind: 'ABSENCE', id: 'A', size: 0, left: null, right: null }, undefined, about)).toBe('genuine');
  });
});

it('proofs are told from certificates', () => {
  expect(isProofFile(utf8('{"kind":"PROOF"}'))).toBe(true);
  expect(isProofFile(files.get('certificate.json')!)).toBe(false);
  expect(isProofFile(utf8('{'))).toBe(false);
});
