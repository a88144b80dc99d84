import { compareUtf8 } from './bytes';
import { firstAssignment, type Filled, type PlaceNames } from './choice';
import { rootOfLines } from './drawn';
import type { Eligibility } from './eligibility';
import { Contradiction, type Where } from './finding';
import type { Kernel } from './kernel';
import type { Steps } from './lanes';
import type { ResultTask, Role, Task } from './records';
import { Staffing, type Slot } from './staffing';

export interface ObjectToStaff {
  readonly object: string;
  readonly area: string;
}

export interface TaskTeams {
  readonly cap: number;
  /** Members of each drawn object, objects by id and members by ticket. */
  readonly teams: readonly { readonly object: string; readonly members: readonly Filled[] }[];
  /** Objects that cannot be staffed even alone; absent where the task is feasible. */
  readonly infeasible?: readonly string[];
}

export interface Slots {
  readonly slots: readonly Slot[];
  /** Object and role of each slot. */
  readonly names: readonly { readonly object: string; readonly role: string }[];
}

/** Teams of one task (§6). */
export function* formTeams(
  kernel: Kernel, task: Pick<Task, 'roles' | 'cap'>, drawn: readonly ObjectToStaff[], eligibility: Eligibility, key: string,
): Steps<TaskTeams> {
  const objects = [...drawn].sort((a, b) => compareUtf8(a.object, b.object));
  const { slots, names } = slotsOf(objects, task.roles, eligibility);
  const staffing = new Staffing({ objects: objects.length, slots, unitOf: eligibility.unitOf });
  yield { step: 'teams', done: 0, of: objects.length };
  const least = staffing.completeWithLeastLoad();
  if (least === null) {
    const infeasible = objects.filter((object) => !staffedAlone(object, task.roles, eligibility)).map(({ object }) => object);
    return { cap: 0, teams: objects.map(({ object }) => ({ object, members: [] })), infeasible };
  }
  const cap = least + task.cap.add;
  staffing.widen(cap);
  const filled = yield* firstAssignment(kernel, staffing, key, edgeNames(staffing, names, eligibility), 'teams');
  return { cap, teams: byObject(objects.map(({ object }) => object), filled) };
}

function slotsOf(objects: readonly ObjectToStaff[], roles: readonly Role[], eligibility: Eligibility): Slots {
  const slots: Slot[] = [];
  const names: { object: string; role: string }[] = [];
  objects.forEach(({ object, area }, o) => {
    for (const role of roles) {
      slots.push({ object: o, need: role.need, distinct: role.distinctUnits, eligible: eligibility.eligible(object, area, role) });
      names.push({ object, role: role.role });
    }
  });
  return { slots, names };
}

export const edgeNames = (staffing: Staffing, names: Slots['names'], eligibility: Eligibility) => (edge: number): PlaceNames => {
  const { object, role } = names[staffing.slotOf[edge]!]!;
  return { object, role, inspector: eligibility.inspector(staffing.inspectorOf[edge]!).id };
};

// Without a bound on loads objects do not compete (§6), so one place per inspector says all about one object.
function staffedAlone(object: ObjectToStaff, roles: readonly Role[], eligibility: Eligibility): boolean {
  const { slots } = slotsOf([object], roles, eligibility);
  return new Staffing({ objects: 1, slots, unitOf: eligibility.unitOf }).completeWithLeastLoad() !== null;
}

function byObject(objects: readonly string[], filled: readonly Filled[]): TaskTeams['teams'] {
  const members = new Map(objects.map((object): [string, Filled[]] => [object, []]));
  for (const place of filled) members.get(place.object)!.push(place);
  return objects.map((object) => ({ object, members: members.get(object)! }));
}

/** Check 13 of one task. */
export function compareTeams(kernel: Kernel, expected: TaskTeams, result: ResultTask, where: Where): void {
  if (expected.cap !== result.cap) throw new Contradiction('teams.cap', where, String(expected.cap), String(result.cap));
  const infeasible = expected.infeasible?.join(' ');
  const published = result.infeasible?.join(' ');
  if (infeasible !== published) throw new Contradiction('teams.infeasible', where, infeasible ?? 'feasible', published ?? 'feasible');
  for (let i = 0; i < Math.max(expected.teams.length, result.teams.length); i++) {
    const own = expected.teams[i];
    const other = result.teams[i];
    if (own?.object !== other?.object) throw new Contradiction('teams.object', { ...where, at: `teams[${i}]` }, own?.object ?? '—', other?.object ?? '—');
    const ownMembers = membersText(own!.members);
    const otherMembers = membersText(other!.members);
    if (ownMembers !== otherMembers) throw new Contradiction('teams.members', { ...where, at: own!.object }, ownMembers || '—', otherMembers || '—');
    const wrong = own!.members.find((member, m) => member.ticket !== other!.members[m]!.ticket);
    if (wrong !== undefined) {
      const found = other!.members[own!.members.indexOf(wrong)]!.ticket;
      throw new Contradiction('teams.ticket', { ...where, at: `${own!.object} ${wrong.inspector}` }, wrong.ticket, found);
    }
  }
  const root = rootOfLines(kernel, expected.teams.flatMap(({ members }) => members.map((member) => `${member.object}|${member.role}|${member.inspector}|${member.ticket}`)));
  if (root !== result.teamsRoot) throw new Contradiction('teams.root', where, root, result.teamsRoot);
}

const membersText = (members: readonly { readonly role: string; readonly inspector: string }[]): string =>
  members.map(({ role, inspector }) => `${role} ${inspector}`).join(', ');
