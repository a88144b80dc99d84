import { compareUtf8 } from './bytes';
import { firstAssignment, type Filled } from './choice';
import { edgeNames } from './teams';
import type { Eligibility } from './eligibility';
import { placeOf, type Ceremony, type Draw } from './evidence';
import { Contradiction } from './finding';
import type { Kernel } from './kernel';
import type { Steps } from './lanes';
import type { RecordOf, Reopen, Replacement, Task } from './records';
import { Staffing, type Slot } from './staffing';
import type { Member, Teams } from './teamhistory';

type Recuse = RecordOf<'RECUSE'>;

/** Everything the replacements of one task in one REOPEN depend on. */
export interface RedrawInput {
  readonly task: Task;
  readonly cap: number;
  readonly eligibility: Eligibility;
  /** Areas of the drawn objects. */
  readonly areaOf: (object: string) => string;
  readonly teams: Teams;
  readonly key: string;
  /** RECUSE records of the task that the REOPEN lists, and all up to it. */
  readonly listed: readonly Recuse[];
  readonly ever: readonly Recuse[];
}

interface Open {
  readonly object: string;
  readonly role: string;
  readonly outs: string[];
}

/** Replacements of one task after recusal (§6), ascending by (object, role, out). */
export function* replaceMembers(kernel: Kernel, input: RedrawInput): Steps<Replacement[]> {
  const { task, eligibility, teams, listed } = input;
  const open = openPlaces(input);
  const objects = [...new Set(open.map(({ object }) => object))].sort(compareUtf8);
  const capacity = eligibility.unitOf.map(() => input.cap + 1);
  for (const [object, members] of teams.objectsOf(task.id)) {
    for (const member of staying(object, members, listed)) {
      const number = eligibility.numberOf(member.inspector);
      if (number !== undefined) capacity[number] = Math.max(0, capacity[number]! - 1);
    }
  }
  const slots = open.map((place): Slot => slotOf(place, objects.indexOf(place.object), input));
  const staffing = new Staffing({ objects: objects.length, slots, unitOf: eligibility.unitOf });
  const filled = staffing.completeWithin(capacity)
    ? yield* firstAssignment(kernel, staffing, input.key, edgeNames(staffing, open, eligibility), 'redraw')
    : [];
  return open.flatMap(({ object, role, outs }) => {
    const chosen = filled.filter((place) => place.object === object && place.role === role);
    return outs.map((out, i) => replacement(task.id, object, role, out, chosen[i]));
  });
}

const replacement = (task: string, object: string, role: string, out: string, chosen: Filled | undefined): Replacement =>
  ({ task, object, role, out, in: chosen?.inspector ?? '', ticket: chosen?.ticket ?? '' });

function openPlaces({ task, teams, listed }: RedrawInput): Open[] {
  const open = new Map<string, Open>();
  for (const { object, inspector } of listed) {
    const role = teams.membersOf(task.id, object).find((member) => member.inspector === inspector)?.role;
    if (role === undefined) continue; // the check of the order has seen to it that a recused inspector is on the team
    const key = `${object}|${role}`;
    if (!open.has(key)) open.set(key, { object, role, outs: [] });
    open.get(key)!.outs.push(inspector);
  }
  const places = [...open.values()].sort((a, b) => compareUtf8(a.object, b.object) || compareUtf8(a.role, b.role));
  for (const { outs } of places) outs.sort(compareUtf8);
  return places;
}

function slotOf({ object, role, outs }: Open, index: number, input: RedrawInput): Slot {
  const { task, eligibility, teams, listed, ever } = input;
  const terms = task.roles.find((candidate) => candidate.role === role)!;
  const team = teams.membersOf(task.id, object);
  const excluded = new Set([
    ...team.map(({ inspector }) => inspector),
    ...ever.filter((recuse) => recuse.object === object).map(({ inspector }) => inspector),
  ]);
  const takenUnits = new Set(
    staying(object, team, listed)
      .filter((member) => terms.distinctUnits && member.role === role)
      .map(({ inspector }) => eligibility.unitOf[eligibility.numberOf(inspector)!]));
  const eligible = eligibility.eligible(object, input.areaOf(object), terms)
    .filter((i) => !excluded.has(eligibility.inspector(i).id) && !takenUnits.has(eligibility.unitOf[i]));
  return { object: index, need: outs.length, distinct: terms.distinctUnits, eligible };
}

const staying = (object: string, members: readonly Member[], listed: readonly Recuse[]): readonly Member[] =>
  members.filter((member) => !listed.some((recuse) => recuse.object === object && recuse.inspector === member.inspector));

/** RECUSE records that a REOPEN lists, in the order of the log. */
export const listedBy = (draw: Draw, reopen: Reopen): readonly Recuse[] =>
  draw.recusals.filter(({ seq }) => reopen.recusals.includes(seq));

/** Check 14 of one REOPEN, for the tasks that could be recomputed. */
export function compareReplacements(
  redraw: Ceremony<Reopen>, expected: ReadonlyMap<string, readonly Replacement[]>, unknown: ReadonlySet<string>,
): void {
  const result = redraw.results[0];
  if (result?.kind !== 'RERESULT') return;
  const own = [...expected.values()].flat().sort(byPlace);
  const published = result.replacements.filter(({ task }) => !unknown.has(task));
  for (let i = 0; i < Math.max(own.length, published.length); i++) {
    const here = own[i] === undefined ? '—' : line(own[i]!);
    const there = published[i] === undefined ? '—' : line(published[i]!);
    const task = (own[i] ?? published[i])!.task;
    if (here !== there) throw new Contradiction('redraw.differs', { ...placeOf(result), task, at: `replacements[${i}]` }, here, there);
  }
}

const byPlace = (a: Replacement, b: Replacement): number =>
  compareUtf8(a.task, b.task) || compareUtf8(a.object, b.object) || compareUtf8(a.role, b.role) || compareUtf8(a.out, b.out);

// No name contains `|`, so two different replacements never read the same.
const line = ({ task, object, role, out, in: successor, ticket }: Replacement): string =>
  [task, object, role, out, successor || '""', ticket || '""'].join('|');
