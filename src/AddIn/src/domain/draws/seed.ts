import { hex } from './bytes';
import { placeOf, type Ceremony, type Evidence } from './evidence';
import { Contradiction } from './finding';
import { canonicalBytes } from './jcs';
import { alg, type Task } from './records';
import { sha256, ticket } from './sha256';

/** R of §4: from the opening, every contribution and the server's secret. */
export function seedOf(ceremony: Ceremony, secret: string): string {
  const contributions = ceremony.contribs.map(({ by, source, value }) => ({
    by, source, value: typeof value === 'string' ? value : { nonce: value.nonce, text: value.text },
  }));
  return hex(sha256(canonicalBytes({ alg, contributions, open: hex(ceremony.opening.leaf), server: secret })));
}

export const objectKey = (seed: string, task: Task): string =>
  ticket(seed, task.visitGroup === null ? `objects/${task.id}` : `objects/@${task.visitGroup}`);

export const inspectorKey = (seed: string, task: string): string => ticket(seed, `inspectors/${task}`);

export const redrawKey = (seed: string, task: string): string => ticket(seed, `reinspect/${task}`);

/** Check 11: the published seed is the one the contributions give. */
export function checkSeeds(evidence: Evidence): void {
  for (const ceremony of evidence.draws.flatMap((draw) => [draw.ceremony, ...draw.redraws])) {
    const [reveal] = ceremony.reveals;
    const complete = ceremony.contribs.length === ceremony.opening.record.expects.length;
    if (reveal === undefined || !complete) continue;
    const seed = seedOf(ceremony, reveal.secret);
    for (const result of ceremony.results) {
      if (result.seed !== seed) throw new Contradiction('seed.differs', placeOf(result), seed, result.seed);
    }
  }
}
