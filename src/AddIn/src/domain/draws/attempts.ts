import type { Carried } from './certificate';
import { placeOf, type Evidence } from './evidence';
import { Contradiction } from './finding';
import type { Missing } from './order';
import type { LogRecord, Open, Task } from './records';

/** Attempts of one plan row are numbered 1, 2, … and each begins after the end of the one before (§3). */
export function checkAttempts(evidence: Evidence, missing: Missing): void {
  const { opens } = evidence.certificate;
  const carried = evidence.openings.filter((opening): opening is Carried<Open> => opening.record.kind === 'OPEN');
  const plans = new Set(evidence.draws.flatMap((draw) => draw.ceremony.opening.record.tasks.map((task) => task.plan)));
  const latest = new Map<string, { attempt: number; seq: number }>();
  for (const { record: open } of carried) {
    for (const task of open.tasks) {
      if (!plans.has(task.plan)) continue;
      const before = latest.get(task.plan);
      const where = { ...placeOf(open), task: task.id };
      if (before !== undefined && task.attempt <= before.attempt) {
        throw new Contradiction('order.attempt-twice', where, `an attempt after ${before.attempt}, that of OPEN ${before.seq}`, String(task.attempt));
      }
      latest.set(task.plan, { attempt: task.attempt, seq: open.seq });
      if (opens.includes(open.seq)) checkPrevious(evidence, open, task, missing);
      else missing({ code: 'missing.attempt', where, what: `OPEN ${open.seq} in opens` });
    }
  }
}

function checkPrevious(evidence: Evidence, open: Open, task: Task, missing: Missing): void {
  if (task.prev === null) return;
  const where = { ...placeOf(open), task: task.id };
  const end = evidence.bySeq.get(task.prev)?.record;
  if (end === undefined) {
    missing({ code: 'missing.previous-end', where, what: `VOID or SUPERSEDE ${task.prev}` });
    return;
  }
  if (end.kind !== 'VOID' && end.kind !== 'SUPERSEDE') throw wrong(where, end, 'VOID or SUPERSEDE');
  const ended = evidence.bySeq.get(end.open)?.record;
  if (ended === undefined) return; // its absence is reported where the records are arranged
  if (ended.kind !== 'OPEN') throw wrong(where, end, 'the end of an OPEN');
  const before = ended.tasks.find((candidate) => candidate.plan === task.plan);
  if (before?.attempt !== task.attempt - 1) throw wrong(where, end, `the end of attempt ${task.attempt - 1}`);
  if (end.kind === 'SUPERSEDE' && !end.tasks.includes(before.id)) throw wrong(where, end, `a SUPERSEDE of ${before.id}`);
}

const wrong = (where: object, end: LogRecord, expected: string): Contradiction =>
  new Contradiction('order.previous-end', where, expected, `${end.kind} ${end.seq}`);
