import { placeOf, type Ceremony, type Evidence, type Notes } from './evidence';
import { Contradiction } from './finding';
import type { Missing } from './order';
import type { LogRecord } from './records';

/**
 * Each opening with a CONTRIB has a checkpoint between itself and that CONTRIB, and every open checkpoint is the first
 * of some opening (§3, §7, §8).
 */
export function checkOpenCheckpoints(evidence: Evidence, { openCheckpoints }: Notes, missing: Missing, complete: () => boolean): void {
  const ranges = evidence.draws.flatMap((draw) => [draw.ceremony, ...draw.redraws]).flatMap(rangeOf);
  const inRange = ({ opening, most }: Range, size: number): boolean => opening.seq < size && size <= most;
  const first = new Set<number>();
  for (const range of ranges) {
    const found = openCheckpoints.findIndex(({ size }) => inRange(range, size));
    if (found >= 0) first.add(found);
    else if (range.required) checkLate(range, openCheckpoints.findIndex(({ size }) => size > range.most && !ranges.some((other) => inRange(other, size))));
  }
  for (const range of ranges) {
    if (!range.required || openCheckpoints.some(({ size }) => inRange(range, size))) continue;
    missing({ code: 'missing.open-checkpoint', where: placeOf(range.opening), what: `size ${range.opening.seq + 1}–${range.most}` });
  }
  const idle = openCheckpoints.findIndex((_, i) => !first.has(i));
  if (idle >= 0 && complete()) {
    throw new Contradiction(
      'order.open-checkpoint', { at: `openCheckpoints[${idle}]` }, 'the first between an opening and its first CONTRIB', `size ${openCheckpoints[idle]!.size}`);
  }

  function checkLate({ opening, most }: Range, late: number): void {
    if (late < 0) return;
    const expected = `size from ${opening.seq + 1} to ${most}`;
    throw new Contradiction('order.open-checkpoint', { seq: most, kind: 'CONTRIB', at: `openCheckpoints[${late}]` }, expected, `size ${openCheckpoints[late]!.size}`);
  }
}

interface Range {
  readonly opening: LogRecord;
  readonly most: number;
  readonly required: boolean;
}

/** Sizes an opening's checkpoint may have; where its first CONTRIB is withheld, up to whatever follows it. */
function rangeOf({ opening, contribs, reveals, results, voids }: Ceremony): Range[] {
  const { record } = opening;
  const [contrib] = contribs;
  if (contrib?.n === 0) return [{ opening: record, most: contrib.seq, required: true }];
  if (contrib === undefined && voids.length > 0) return [];
  const following = contrib ?? reveals[0] ?? results[0];
  return [{ opening: record, most: following?.seq ?? Infinity, required: contrib !== undefined }];
}
