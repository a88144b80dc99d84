import { describe, expect, it } from 'vitest';
import { scalarKernel } from '../../src/domain/draws/kernel';
import { complete } from '../../src/domain/draws/lanes';
import { verifyProof } from '../../src/domain/draws/proof';
import type { Verification } from '../../src/domain/draws/report';
import { verifyPackage } from '../../src/domain/draws/verify';
import { membersByDefinition, publishedMembers, tasksWithResult } from './arbiter';
import { published, vectors, type Vector } from './vectors';

const kernel = scalarKernel();

describe('published vectors', () => {
  const all = vectors();

  it('are there', () => {
    expect(all.map(({ name }) => name)).toContain('ssd1/01-basic');
  });

  it('are there under every alg ever published, with the answers they had', () => {
    const everyAlg = ['ssd-1.sha256']; // added to, never taken from
    const present = new Set(all.map(({ name, files, expected }) => `${everyAlg.find((alg) => textOf(files).includes(`"${alg}"`)) ?? 'unknown'} ${name} ${expected.answer}`));

    expect(published().filter((line) => !present.has(line))).toEqual([]);
    expect([...new Set(published().map((line) => line.split(' ').filter((_, i) => i !== 1).join(' ')))].sort())
      .toEqual(everyAlg.flatMap((alg) => ['altered', 'genuine', 'incomplete'].map((answer) => `${alg} ${answer}`)));
  });

  it.each(all)('$name gets the answer of its index', ({ files, expected: { proofs, genesis, seeds, ...expected } }) => {
    const verification = complete(verifyPackage(files, { kernel }));

    expect(outcome(verification)).toMatchObject(expected);
    const genuine = Object.fromEntries(Object.keys(proofs ?? {}).map((file) => [file, holds(files, file, verification)]));
    const details = expected.answer === 'genuine' ? { genesis, seeds, proofs: proofs ?? {} } : {};
    expect({ ...outcome(verification), proofs: genuine }).toMatchObject(details);
  });

  it.each(all.filter(({ expected }) => expected.answer === 'genuine'))('$name has the teams that a flow from nothing for every candidate finds', ({ files }) => {
    for (const { open, task } of tasksWithResult(files)) {
      expect(publishedMembers(files, open, task)).toEqual(membersByDefinition(files, open, task) ?? []);
    }
  });
});

const textOf = (files: Vector['files']): string => new TextDecoder().decode(files.get('certificate.json'));

function outcome({ answer, finding, genesis, opens }: Verification) {
  const seeds = opens.flatMap((open) => [open, ...open.redraws]).flatMap(({ seq, seed }) => (seed === null ? [] : [[String(seq), seed] as const]));
  return { answer, check: finding?.check, record: finding?.where.seq, genesis, seeds: Object.fromEntries(seeds) };
}

const holds = (files: Vector['files'], file: string, verification: Verification): boolean =>
  verifyProof(files.get(file)!, file, verification, kernel).answer === 'genuine';
