import { follows, placeOf, roomBetween, type Ceremony, type Evidence } from './evidence';
import { Contradiction } from './finding';
import type { Missing } from './order';
import type { LogRecord } from './records';

/** One step a ceremony must take, with the record that takes it where the package carries it. */
interface Step {
  readonly name: string;
  readonly code: string;
  readonly at?: string;
  readonly record: LogRecord | undefined;
}

/** Contributions in order, then the secret, then the result; or a VOID before the last contribution and nothing after it. */
export function checkCeremony(evidence: Evidence, ceremony: Ceremony, followers: readonly LogRecord[], missing: Missing): void {
  const { record: opening } = ceremony.opening;
  const { contribs, reveals, results, voids } = ceremony;
  contribs.forEach((contrib, i) => {
    const before = contribs[i - 1]?.n ?? -1;
    const after = contribs[i - 1]?.seq ?? opening.seq;
    if (contrib.n <= before) throw new Contradiction('order.contrib-position', placeOf(contrib), `n greater than ${before}`, String(contrib.n));
    if (contrib.n >= opening.expects.length) {
      throw new Contradiction('order.contrib-unexpected', placeOf(contrib), `n below ${opening.expects.length}`, String(contrib.n));
    }
    if (contrib.n - before - 1 > roomBetween(evidence, after, contrib.seq)) throw skipped(`CONTRIB ${before + 1}`, contrib, after);
  });
  once(reveals, 'REVEAL');
  once(results, opening.kind === 'OPEN' ? 'RESULT' : 'RERESULT');
  once(voids, 'VOID');
  if (voids[0] !== undefined) checkVoid(ceremony, voids[0], followers);
  follows(contribs.at(-1), reveals[0], 'order.reveal-early');
  follows(contribs.at(-1), results[0], 'order.result-early');
  follows(reveals[0], results[0], 'order.result-early');
  for (const follower of followers) follows(results[0], follower, 'order.before-result');
  checkSteps(evidence, opening, voids.length > 0 ? contributions(ceremony, (contribs.at(-1)?.n ?? -1) + 1) : allSteps(ceremony), followers[0], missing);
}

function once(records: readonly LogRecord[], kind: string): void {
  if (records[1] !== undefined) throw new Contradiction('order.twice', placeOf(records[1]), `one ${kind}`, `also ${kind} ${records[0]!.seq}`);
}

function checkVoid({ opening, contribs, reveals, results }: Ceremony, end: LogRecord, followers: readonly LogRecord[]): void {
  if (contribs.some((contrib) => contrib.n === opening.record.expects.length - 1)) {
    throw new Contradiction('order.void-late', placeOf(end), 'before the last CONTRIB', `${contribs.length} CONTRIB`);
  }
  const after = [...contribs.filter(({ seq }) => seq > end.seq), ...reveals, ...results, ...followers][0];
  if (after !== undefined) throw new Contradiction('order.after-void', placeOf(after), 'nothing after VOID', `VOID ${end.seq}`);
}

const contributions = ({ contribs }: Ceremony, count: number): Step[] => Array.from({ length: count }, (_, n) => (
  { name: `CONTRIB ${n}`, code: 'missing.contrib', at: `expects[${n}]`, record: contribs.find((contrib) => contrib.n === n) }));

const allSteps = (ceremony: Ceremony): Step[] => {
  const { opening, reveals, results } = ceremony;
  const kind = opening.record.kind === 'OPEN' ? 'RESULT' : 'RERESULT';
  return [
    ...contributions(ceremony, opening.record.expects.length),
    { name: 'REVEAL', code: 'missing.reveal', record: reveals[0] },
    { name: kind, code: `missing.${kind.toLowerCase()}`, record: results[0] },
  ];
};

/**
 * Steps that are not carried are absent, unless a later record shows that they must lie before it and the log has too
 * few records there that the package does not carry: then they were never taken (§8).
 */
function checkSteps(evidence: Evidence, opening: LogRecord, steps: readonly Step[], follower: LogRecord | undefined, missing: Missing): void {
  let previous = opening;
  let waiting: Step[] = [];
  const arrive = (record: LogRecord): void => {
    if (waiting.length > roomBetween(evidence, previous.seq, record.seq)) {
      throw skipped(waiting[0]!.name, record, previous.seq);
    }
    waiting = [];
    previous = record;
  };
  for (const step of steps) {
    if (step.record !== undefined) arrive(step.record);
    else {
      waiting.push(step);
      missing({ code: step.code, where: { ...placeOf(opening), ...(step.at === undefined ? {} : { at: step.at }) }, what: step.name });
    }
  }
  if (follower !== undefined) arrive(follower);
}

const skipped = (name: string, record: LogRecord, after: number): Contradiction => new Contradiction(
  name.startsWith('CONTRIB') ? 'order.contrib-skipped' : 'order.skipped', placeOf(record), `${name} before it`, `none between ${after} and ${record.seq}`);
