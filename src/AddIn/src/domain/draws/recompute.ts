import { compareDrawn, draw } from './drawn';
import { Eligibility } from './eligibility';
import { placeOf, type Ceremony, type Draw, type Evidence } from './evidence';
import { Contradiction } from './finding';
import type { Kernel } from './kernel';
import type { Steps } from './lanes';
import type { Missing } from './order';
import type { RecordOf, Reopen, Replacement, ResultTask, Task } from './records';
import { compareReplacements, listedBy, replaceMembers } from './redraw';
import { recomputedKey, type Recomputed } from './report';
import { inspectorKey, objectKey, redrawKey } from './seed';
import type { TableCheck } from './tablecheck';
import { compareTeams, formTeams, type ObjectToStaff } from './teams';
import { Teams } from './teamhistory';

type Result = RecordOf<'RESULT'>;

/** Objects × inspectors × roles of one task; more would not fit the memory of a browser tab. */
const mostEdges = 30_000_000;

/** Checks 12 to 14: everything a RESULT and a RERESULT say follows from the seed and the tables. */
export class Recomputation {
  readonly tasks = new Map<string, Recomputed>();
  private readonly eligibilities = new Map<string, Eligibility>();

  constructor(private readonly kernel: Kernel, private readonly evidence: Evidence, private readonly tables: TableCheck) {}

  /** False where something could not be recomputed for want of a table. */
  *checkDrawn(): Steps<boolean> {
    let complete = true;
    for (const { open, result } of this.results()) {
      const expected = open.tasks.map(({ id }) => id).join(' ');
      const published = result.tasks.map(({ id }) => id).join(' ');
      if (expected !== published) throw new Contradiction('drawn.tasks', placeOf(result), expected, published);
      for (const [t, task] of open.tasks.entries()) {
        const where = { ...placeOf(result), task: task.id };
        const key = objectKey(result.seed, task);
        const own: Recomputed = { objectKey: key, inspectorKey: inspectorKey(result.seed, task.id), drawn: null, teams: null };
        this.tasks.set(recomputedKey(open.seq, task.id), own);
        const { register } = this.tables.of(open.seq, task.id);
        if (register === undefined) {
          complete = false;
          continue;
        }
        const drawn = yield* draw(this.kernel, register, task, key);
        compareDrawn(this.kernel, task, drawn, result.tasks[t]!, where);
        own.drawn = drawn.flat();
      }
    }
    return complete;
  }

  *checkTeams(missing: Missing): Steps<boolean> {
    let complete = true;
    for (const { open, result } of this.results()) {
      for (const [t, task] of open.tasks.entries()) {
        const key = recomputedKey(open.seq, task.id);
        const own = this.tasks.get(key)!;
        // Without the register the published list stands, as long as no role asks where an object lies.
        const objects = own.drawn ?? (task.roles.every(({ match }) => match === 'any') ? publishedObjects(result.tasks[t]!) : null);
        const eligibility = this.eligibilityOf(open.seq, task);
        if (objects === null || eligibility === undefined) {
          complete = false;
          continue;
        }
        if (objects.length * eligibility.unitOf.length * task.roles.length > mostEdges) {
          missing({ code: 'missing.capacity', where: { ...placeOf(result), task: task.id }, what: `${objects.length} × ${eligibility.unitOf.length}` });
          complete = false;
          continue;
        }
        const teams = yield* formTeams(this.kernel, task, objects, eligibility, own.inspectorKey);
        compareTeams(this.kernel, teams, result.tasks[t]!, { ...placeOf(result), task: task.id });
        own.teams = teams;
      }
    }
    return complete;
  }

  *checkRedraws(): Steps<boolean> {
    let complete = true;
    for (const one of this.evidence.draws) {
      const [result] = one.ceremony.results;
      if (result?.kind !== 'RESULT') continue;
      const teams = Teams.of(result);
      for (const redraw of one.redraws) {
        const [published] = redraw.results;
        if (published?.kind !== 'RERESULT') {
          if (redraw.voids.length > 0) continue;
          // Whoever came in then is not known, so nothing after it can be judged.
          complete = false;
          break;
        }
        complete = (yield* this.checkRedraw(one, redraw, teams, result)) && complete;
        teams.replace(published.replacements);
      }
    }
    return complete;
  }

  private *checkRedraw(one: Draw, redraw: Ceremony<Reopen>, teams: Teams, result: Result): Steps<boolean> {
    const open = one.ceremony.opening.record;
    const reopen = redraw.opening.record;
    const listed = listedBy(one, reopen);
    const unknown = new Set<string>();
    const expected = new Map<string, readonly Replacement[]>();
    for (const [t, task] of open.tasks.entries()) {
      const own = listed.filter((recuse) => recuse.task === task.id);
      if (own.length === 0) continue;
      const eligibility = this.eligibilityOf(open.seq, task);
      const objects = this.tasks.get(recomputedKey(open.seq, task.id))!.drawn;
      if (eligibility === undefined || (objects === null && task.roles.some(({ match }) => match !== 'any')) || listed.length < reopen.recusals.length) {
        unknown.add(task.id);
        continue;
      }
      const areas = new Map(objects?.map(({ object, area }) => [object, area]));
      expected.set(task.id, yield* replaceMembers(this.kernel, {
        task,
        cap: result.tasks[t]!.cap,
        eligibility,
        areaOf: (object) => areas.get(object) ?? '',
        teams,
        key: redrawKey(redraw.results[0]!.seed, task.id),
        listed: own,
        ever: one.recusals.filter((recuse) => recuse.task === task.id && recuse.seq < reopen.seq),
      }));
    }
    if (listed.length === reopen.recusals.length) compareReplacements(redraw, expected, unknown);
    return unknown.size === 0 && listed.length === reopen.recusals.length;
  }

  private *results(): Generator<{ open: Draw['ceremony']['opening']['record']; result: Result }> {
    for (const { ceremony } of this.evidence.draws) {
      const [result] = ceremony.results;
      if (result?.kind === 'RESULT') yield { open: ceremony.opening.record, result };
    }
  }

  private eligibilityOf(open: number, task: Task): Eligibility | undefined {
    const key = recomputedKey(open, task.id);
    const known = this.eligibilities.get(key);
    const { roster, conflicts } = this.tables.of(open, task.id);
    if (known !== undefined || roster === undefined || conflicts === undefined) return known;
    const eligibility = new Eligibility(roster, conflicts);
    this.eligibilities.set(key, eligibility);
    return eligibility;
  }
}

const publishedObjects = (result: ResultTask): ObjectToStaff[] => result.drawn.flat().map((object) => ({ object, area: '' }));
