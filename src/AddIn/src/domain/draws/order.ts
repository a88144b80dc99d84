import { checkAttempts } from './attempts';
import { checkCeremony } from './ceremonyorder';
import { follows, misdirected, placeOf, type Draw, type Evidence, type Notes } from './evidence';
import { Contradiction, type Absence } from './finding';
import { checkOpenCheckpoints } from './opencheckpoints';
import { checkRecusals } from './recusals';
import type { LogRecord } from './records';

export type Missing = (absence: Absence) => void;

/** Check 5: what may follow what in the log (SSD-1 §3). */
export function checkOrder(evidence: Evidence, notes: Notes, missing: Missing): void {
  let complete = true;
  const report: Missing = (absence) => {
    complete = false;
    missing(absence);
  };
  const stray = misdirected(evidence);
  if (stray !== undefined) {
    throw new Contradiction('order.wrong-opening', placeOf(stray.record), `open of a record ${stray.allowed.join(' or ')}`, stray.found);
  }
  evidence.absences.forEach(report);
  for (const draw of evidence.draws) {
    checkCeremony(evidence, draw.ceremony, followers(draw), report);
    for (const redraw of draw.redraws) checkCeremony(evidence, redraw, [], report);
    checkEnds(draw);
    checkRecusals(evidence, draw, report);
  }
  checkAttempts(evidence, report);
  checkOpenCheckpoints(evidence, notes, report, () => complete);
}

/** Records that only a RESULT can precede. */
const followers = (draw: Draw): LogRecord[] =>
  [...draw.ends, ...draw.recusals, ...draw.redraws.map((redraw) => redraw.opening.record)].sort((a, b) => a.seq - b.seq);

/** SUPERSEDE comes after the RESULT and ends tasks that are still live. */
function checkEnds(draw: Draw): void {
  const { record: open } = draw.ceremony.opening;
  const ended = new Map<string, number>();
  for (const end of draw.ends) {
    follows(draw.ceremony.results[0], end, 'order.before-result');
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
