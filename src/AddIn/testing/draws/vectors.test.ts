import { describe, expect, it } from 'vitest';
import { scalarKernel } from '../../src/domain/draws/kernel';
import { complete } from '../../src/domain/draws/lanes';
import type { Verification } from '../../src/domain/draws/report';
import { verifyPackage } from '../../src/domain/draws/verify';
import { vectors } from './vectors';

describe('published vectors', () => {
  const all = vectors();

  it('are there', () => {
    expect(all.map(({ name }) => name)).toContain('ssd1/01-basic');
  });

  it.each(all)('$name gets the answer of its index', ({ files, expected }) => {
    const verification = complete(verifyPackage(files, { kernel: scalarKernel() }));

    expect(outcome(verification)).toMatchObject(expected);
  });
});

function outcome({ answer, finding, genesis, opens }: Verification) {
  const seeds = opens.flatMap((open) => [open, ...open.redraws]).flatMap(({ seq, seed }) => (seed === null ? [] : [[String(seq), seed] as const]));
  return { answer, ...(finding === null ? {} : { check: finding.check }), genesis, seeds: Object.fromEntries(seeds) };
}
