import { placeOf, roomBetween, type Ceremony, type Draw, type Evidence } from './evidence';
import { Contradiction } from './finding';
import type { Missing } from './order';
import type { LogRecord, RecordOf, Reopen } from './records';
import { Teams } from './teamhistory';

type Recuse = RecordOf<'RECUSE'>;

/** RECUSE and REOPEN rules of one OPEN, replayed in the order of the log (§3). */
export function checkRecusals(evidence: Evidence, draw: Draw, missing: Missing): void {
  const result = draw.ceremony.results[0];
  const teams = result?.kind === 'RESULT' ? Teams.of(result) : undefined;
  const replay = new Replay(evidence, draw, teams);
  const events: LogRecord[] = [
    ...draw.recusals, ...draw.ends, ...draw.redraws.flatMap((redraw) => [redraw.opening.record, ...redraw.results, ...redraw.voids]),
  ];
  for (const event of events.sort((a, b) => a.seq - b.seq)) replay.take(event, missing);
  for (const recuse of replay.outstanding()) {
    missing({ code: 'missing.reopen', where: { ...placeOf(recuse), task: recuse.task }, what: 'REOPEN' });
  }
}

class Replay {
  private readonly ended = new Set<string>();
  private readonly recused: Recuse[] = [];
  private listed = new Set<number>();
  private pending: Ceremony<Reopen> | undefined;
  /** REOPENs whose end is not carried: it may have been a VOID. */
  private undecided: Reopen[] = [];
  private teamsKnown: boolean;

  constructor(private readonly evidence: Evidence, private readonly draw: Draw, private readonly teams: Teams | undefined) {
    this.teamsKnown = teams !== undefined;
  }

  outstanding(): readonly Recuse[] {
    return this.recused.filter((recuse) => !this.listed.has(recuse.seq));
  }

  take(event: LogRecord, missing: Missing): void {
    switch (event.kind) {
      case 'RERESULT':
        this.teams?.replace(event.replacements);
        this.pending = undefined;
        return;
      case 'VOID':
        for (const seq of this.pending?.opening.record.recusals ?? []) this.listed.delete(seq);
        this.pending = undefined;
        return;
      case 'SUPERSEDE':
        this.nothingPending(event);
        for (const task of event.tasks) this.ended.add(task);
        return;
      case 'RECUSE':
        this.nothingPending(event);
        this.recuse(event);
        return;
      case 'REOPEN':
        this.nothingPending(event);
        this.reopen(event, missing);
        return;
      default:
        return;
    }
  }

  private nothingPending(event: LogRecord): void {
    const pending = this.pending;
    if (pending === undefined) return;
    const reopen = pending.opening.record;
    const steps = [...pending.contribs, ...pending.reveals];
    const endCarried = pending.results.length > 0 || pending.voids.length > 0 || steps.some(({ seq }) => seq > event.seq);
    const from = pending.reveals[0]?.seq ?? pending.contribs.at(-1)?.seq ?? reopen.seq;
    if (endCarried || roomBetween(this.evidence, from, event.seq) < absentSteps(pending)) {
      throw new Contradiction('order.reopen-pending', placeOf(event), `after the RERESULT or VOID of REOPEN ${reopen.seq}`, `seq ${event.seq}`);
    }
    // The end of the REOPEN is not carried: what it did to the teams is unknown from here on.
    this.teamsKnown = false;
    this.pending = undefined;
    this.undecided.push(reopen);
  }

  private recuse(event: Recuse): void {
    const where = { ...placeOf(event), task: event.task };
    const tasks = this.draw.ceremony.opening.record.tasks.map(({ id }) => id);
    if (!tasks.includes(event.task)) throw new Contradiction('order.recuse-task', where, tasks.join(' '), event.task);
    if (this.ended.has(event.task)) throw new Contradiction('order.recuse-ended', where, 'a live task', event.task);
    const same = this.recused.find(
      (recuse) => recuse.task === event.task && recuse.object === event.object && recuse.inspector === event.inspector);
    if (same !== undefined) throw new Contradiction('order.recuse-twice', where, 'not yet recused', `RECUSE ${same.seq}`);
    if (this.teamsKnown) {
      const team = this.teams!.membersOf(event.task, event.object).map(({ inspector }) => inspector);
      if (!team.includes(event.inspector)) {
        throw new Contradiction('order.recuse-not-on-team', where, team.join(' ') || 'nobody', event.inspector);
      }
    }
    this.recused.push(event);
  }

  private reopen(event: Reopen, missing: Missing): void {
    const open = this.draw.ceremony.opening.record;
    if (event.desk !== open.desk) throw new Contradiction('order.reopen-desk', placeOf(event), open.desk, event.desk);
    const due = [...this.outstanding().map(({ seq }) => seq), ...this.listedAgain(event)].sort((a, b) => a - b);
    for (const seq of event.recusals) {
      if (due.includes(seq)) continue;
      const listed = this.evidence.bySeq.get(seq);
      if (listed !== undefined) throw new Contradiction('order.reopen-recusals', placeOf(event), due.join(' ') || 'none', String(seq));
      missing({ code: 'missing.recuse', where: { seq, kind: 'RECUSE' }, what: `RECUSE ${seq}` });
    }
    const left = due.find((seq) => !event.recusals.includes(seq));
    if (left !== undefined) throw new Contradiction('order.reopen-recusals', placeOf(event), due.join(' '), event.recusals.join(' '));
    for (const seq of event.recusals) this.listed.add(seq);
    this.pending = this.draw.redraws.find((redraw) => redraw.opening.record === event);
  }

  /** If an undecided REOPEN was void its recusals are listed again, all of them; if not, none. */
  private listedAgain(event: Reopen): number[] {
    const again = this.undecided.flatMap((undecided) => {
      const listed = undecided.recusals.filter((seq) => event.recusals.includes(seq));
      if (listed.length > 0 && listed.length < undecided.recusals.length) {
        throw new Contradiction('order.reopen-recusals', placeOf(event), undecided.recusals.join(' '), listed.join(' '));
      }
      return listed;
    });
    this.undecided = [];
    return again;
  }
}

/** How many records at least must have ended a REOPEN unseen: a VOID alone, or REVEAL and RERESULT once all contributions are there. */
function absentSteps({ opening, contribs, reveals }: Ceremony<Reopen>): number {
  if (reveals.length > 0) return 1;
  return contribs.at(-1)?.n === opening.record.expects.length - 1 ? 2 : 1;
}
