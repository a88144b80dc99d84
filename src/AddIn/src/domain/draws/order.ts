import { mayHide, misdirected, placeOf, type Ceremony, type Draw, type Evidence } from './evidence';
import { Contradiction, type Absence } from './finding';
import type { LogRecord } from './records';
import { checkAttempts } from './attempts';
import { checkRecusals } from './recusals';

export type Missing = (absence: Absence) => void;

/** Check 5: what may follow what in the log (SSD-1 §3). */
export function checkOrder(evidence: Evidence, missing: Missing): void {
  const stray = misdirected(evidence);
  if (stray !== undefined) {
    throw new Contradiction('order.wrong-opening', placeOf(stray.record), `open of a record ${stray.allowed.join(' or ')}`, stray.found);
  }
  for (const draw of evidence.draws) {
    for (const ceremony of [draw.ceremony, ...draw.redraws]) checkCeremony(evidence, ceremony, missing);
    checkEnds(evidence, draw);
    checkRecusals(evidence, draw, missing);
  }
  checkOpenCheckpoints(evidence, missing);
  checkAttempts(evidence, missing);
}

function checkCeremony(evidence: Evidence, ceremony: Ceremony, missing: Missing): void {
  const { record: opening } = ceremony.opening;
  const { contribs, reveals, results, voids } = ceremony;
  // Absent CONTRIBs are looked for below; those carried must stand in the order of their positions.
  contribs.forEach((contrib, i) => {
    const before = i === 0 ? -1 : contribs[i - 1]!.n;
    if (contrib.n <= before) throw new Contradiction('order.contrib-position', placeOf(contrib), `n greater than ${before}`, String(contrib.n));
    if (contrib.n >= opening.expects.length) {
      throw new Contradiction('order.contrib-unexpected', placeOf(contrib), `n below ${opening.expects.length}`, String(contrib.n));
    }
  });
  once(reveals, 'REVEAL');
  once(results, opening.kind === 'OPEN' ? 'RESULT' : 'RERESULT');
  once(voids, 'VOID');
  const [reveal] = reveals;
  const [result] = results;
  const [end] = voids;
  if (end !== undefined) {
    if (contribs.some((contrib) => contrib.n === opening.expects.length - 1) || contribs.length === opening.expects.length) {
      throw new Contradiction('order.void-late', placeOf(end), 'before the last CONTRIB', `${contribs.length} CONTRIB`);
    }
    const after = [...contribs, ...reveals, ...results].find((record) => record.seq > end.seq) ?? reveal ?? result;
    if (after !== undefined) throw new Contradiction('order.after-void', placeOf(after), 'nothing after VOID', `VOID ${end.seq}`);
  }
  follows(contribs.at(-1), reveal, 'order.reveal-early');
  follows(contribs.at(-1), result, 'order.result-early');
  follows(reveal, result, 'order.result-early');
  checkContribsPresent(evidence, ceremony, missing);
  if (end !== undefined) return;
  requirePresent(evidence, reveal, 'REVEAL', contribs.at(-1) ?? opening, result, missing, opening);
  requirePresent(evidence, result, opening.kind === 'OPEN' ? 'RESULT' : 'RERESULT', reveal ?? contribs.at(-1) ?? opening, undefined, missing, opening);
}

function once(records: readonly LogRecord[], kind: string): void {
  if (records[1] !== undefined) throw new Contradiction('order.twice', placeOf(records[1]), `one ${kind}`, `also ${kind} ${records[0]!.seq}`);
}

function follows(first: LogRecord | undefined, second: LogRecord | undefined, code: string): void {
  if (first !== undefined && second !== undefined && second.seq < first.seq) {
    throw new Contradiction(code, placeOf(second), `after ${first.kind} ${first.seq}`, `seq ${second.seq}`);
  }
}

function checkContribsPresent(evidence: Evidence, ceremony: Ceremony, missing: Missing): void {
  const { record: opening } = ceremony.opening;
  const { contribs, reveals, results, voids } = ceremony;
  const later = reveals[0] ?? results[0];
  let previous: LogRecord = opening;
  let next = 0;
  // Up to where positions must be filled: all of them, or those before the latest one carried where it was voided.
  const until = voids.length > 0 ? (contribs.at(-1)?.n ?? -1) + 1 : opening.expects.length;
  for (let n = 0; n < until; n++) {
    const here = contribs[next];
    if (here?.n === n) {
      previous = here;
      next++;
      continue;
    }
    const following = here ?? later;
    if (following !== undefined && !mayHide(evidence, previous.seq, following.seq)) {
      throw new Contradiction('order.contrib-skipped', placeOf(following), `CONTRIB ${n} before it`, `none between ${previous.seq} and ${following.seq}`);
    }
    missing({
      code: 'missing.contrib', where: { seq: opening.seq, kind: opening.kind, at: `expects[${n}]` }, what: `CONTRIB ${n}`,
    });
  }
}

function requirePresent(
  evidence: Evidence, record: LogRecord | undefined, kind: string, after: LogRecord, before: LogRecord | undefined, missing: Missing,
  opening: LogRecord,
): void {
  if (record !== undefined) return;
  if (before !== undefined && !mayHide(evidence, after.seq, before.seq)) {
    throw new Contradiction('order.skipped', placeOf(before), `${kind} before it`, `none between ${after.seq} and ${before.seq}`);
  }
  missing({ code: `missing.${kind.toLowerCase()}`, where: placeOf(opening), what: kind });
}

/** SUPERSEDE comes after the RESULT and ends tasks that are still live. */
function checkEnds(evidence: Evidence, draw: Draw): void {
  const { record: open } = draw.ceremony.opening;
  const result = draw.ceremony.results[0];
  const ended = new Map<string, number>();
  for (const end of draw.ends) {
    afterResult(evidence, draw, end, result);
    for (const task of end.tasks) {
      if (!open.tasks.some(({ id }) => id === task)) {
        throw new Contradiction('order.supersede-unknown-task', { ...placeOf(end), task }, open.tasks.map(({ id }) => id).join(' '), task);
      }
      const before = ended.get(task);
      if (before !== undefined) throw new Contradiction('order.supersede-ended', { ...placeOf(end), task }, 'a live task', `SUPERSEDE ${before}`);
      ended.set(task, end.seq);
    }
  }
}

export function afterResult(evidence: Evidence, draw: Draw, record: LogRecord, result: LogRecord | undefined): void {
  if (result !== undefined) return follows(result, record, 'order.before-result');
  const { voids, opening, reveals } = draw.ceremony;
  if (voids[0] !== undefined) throw new Contradiction('order.after-void', placeOf(record), 'nothing after VOID', `VOID ${voids[0].seq}`);
  if (!mayHide(evidence, reveals[0]?.seq ?? opening.record.seq, record.seq)) {
    throw new Contradiction('order.before-result', placeOf(record), 'after the RESULT', `no RESULT before ${record.seq}`);
  }
}

/** Each opening with a CONTRIB has its checkpoint, and every open checkpoint is the first of some opening (§3, §7). */
function checkOpenCheckpoints(evidence: Evidence, missing: Missing): void {
  const { openCheckpoints } = evidence.certificate;
  const first = new Set<number>();
  const without: CheckpointRange[] = [];
  const ranges = evidence.draws.flatMap((draw) => [draw.ceremony, ...draw.redraws]).flatMap(checkpointRange);
  for (const range of ranges) {
    const found = openCheckpoints.findIndex(({ size }) => range.opening.seq < size && size <= range.most);
    if (found >= 0) first.add(found);
    else if (range.required) without.push(range);
  }
  // An opening that is not carried may have any of them.
  const allCarried = evidence.absences.every(({ where }) => where.kind === 'GENESIS');
  openCheckpoints.forEach(({ size }, i) => {
    if (first.has(i) || !allCarried) return;
    const late = without.find(({ opening }) => opening.seq < size);
    const expected = late === undefined
      ? 'the first between an opening and its first CONTRIB'
      : `size from ${late.opening.seq + 1} to ${late.most}`;
    const record = late === undefined ? {} : { seq: late.most, kind: 'CONTRIB' };
    throw new Contradiction('order.open-checkpoint', { ...record, at: `openCheckpoints[${i}]` }, expected, `size ${size}`);
  });
  for (const { opening, most } of without) {
    missing({ code: 'missing.open-checkpoint', where: placeOf(opening), what: `size ${opening.seq + 1}–${most}` });
  }
}

interface CheckpointRange {
  readonly opening: LogRecord;
  readonly most: number;
  readonly required: boolean;
}

/** Sizes an opening's checkpoint may have; where its first CONTRIB is withheld, up to whatever follows it. */
function checkpointRange({ opening, contribs, reveals, results, voids }: Ceremony): CheckpointRange[] {
  const { record } = opening;
  const [contrib] = contribs;
  if (contrib?.n === 0) return [{ opening: record, most: contrib.seq, required: true }];
  if (contrib === undefined && voids.length > 0) return [];
  const following = contrib ?? reveals[0] ?? results[0];
  return [{ opening: record, most: following?.seq ?? Infinity, required: contrib !== undefined }];
}
