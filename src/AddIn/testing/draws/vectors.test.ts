import { describe, expect, it } from 'vitest';
import { scalarKernel } from '../../src/domain/draws/kernel';
import { complete } from '../../src/domain/draws/lanes';
import { verifyProof } from '../../src/domain/draws/proof';
import type { Verification } from '../../src/domain/draws/report';
import { verifyPackage } from '../../src/domain/draws/verify';
import { membersByDefinition, publishedMembers, tasksWithResult } from './arbiter';
import { vectors, type Vector } from './vectors';

const kernel = scalarKernel();

describe('published vectors', () => {
  const all = vectors();

  it('are there', () => {
    expect(all.map(({ name }) => name)).toContain('ssd1/01-basic');
  });

  it.each(all)('$name gets the answer of its index', ({ files, expected: { proofs, genesis, seeds, ...expected } }) => {
    const verification = complete(verifyPackage(files, { kernel }));
    const disputed = expected.answer === 'genuine' && contradictsDefinition(files);

    expect(outcome(verification)).toMatchObject(disputed ? { answer: 'altered', check: 'teams' } : expected);
    const genuine = Object.fromEntries(Object.keys(proofs ?? {}).map((file) => [file, holds(files, file, verification)]));
    const details = disputed || expected.answer !== 'genuine' ? {} : { genesis, seeds, proofs: proofs ?? {} };
    expect({ ...outcome(verification), proofs: genuine }).toMatchObject(details);
  });
});

/**
 * Whether the teams a package publishes are not those of §6, by a computation that shares nothing with this verifier.
 * Then the package is at fault, whatever its index says, and the verifier must say so.
 */
function contradictsDefinition(files: Vector['files']): boolean {
  return tasksWithResult(files).some(({ open, task }) =>
    JSON.stringify(publishedMembers(files, open, task)) !== JSON.stringify(membersByDefinition(files, open, task) ?? []));
}

function outcome({ answer, finding, genesis, opens }: Verification) {
  const seeds = opens.flatMap((open) => [open, ...open.redraws]).flatMap(({ seq, seed }) => (seed === null ? [] : [[String(seq), seed] as const]));
  return { answer, check: finding?.check, record: finding?.where.seq, genesis, seeds: Object.fromEntries(seeds) };
}

const holds = (files: Vector['files'], file: string, verification: Verification): boolean =>
  verifyProof(files.get(file)!, file, verification, kernel).answer === 'genuine';
