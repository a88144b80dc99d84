import type { Role } from './records';
import type { Conflicts, Inspector, Roster } from './tables';

/** Who may inspect what (§6), by role, place and recusal. */
export class Eligibility {
  private readonly lists = new Map<string, readonly number[]>();
  private readonly numbers: ReadonlyMap<string, number>;
  readonly unitOf: readonly number[];

  constructor(private readonly roster: Roster, private readonly conflicts: Conflicts) {
    const units = new Map<string, number>();
    this.unitOf = roster.inspectors.map(({ unit }) => {
      if (!units.has(unit)) units.set(unit, units.size);
      return units.get(unit)!;
    });
    this.numbers = new Map(roster.inspectors.map(({ id }, i) => [id, i]));
  }

  numberOf(inspector: string): number | undefined {
    return this.numbers.get(inspector);
  }

  inspector(number: number): Inspector {
    return this.roster.inspectors[number]!;
  }

  /** Numbers of the inspectors who are eligible for a role at an object of an area. */
  eligible(object: string, area: string, role: Role): readonly number[] {
    const key = `${role.role}|${role.match === 'any' ? '' : area}`;
    let list = this.lists.get(key);
    if (list === undefined) {
      list = this.roster.inspectors.flatMap((inspector, i) => (suits(inspector, area, role) ? [i] : []));
      this.lists.set(key, list);
    }
    const recused = this.conflicts.byObject.get(object);
    return recused === undefined ? list : list.filter((i) => !recused.has(this.inspector(i).id));
  }
}

function suits(inspector: Inspector, area: string, role: Role): boolean {
  if (role.units.length > 0 && !role.units.includes(inspector.unit)) return false;
  if (!role.quals.every((qual) => inspector.quals.includes(qual))) return false;
  // A unit has a name, so an object without area is nobody's home.
  return role.match === 'any' || (inspector.unit === area) === (role.match === 'home');
}
