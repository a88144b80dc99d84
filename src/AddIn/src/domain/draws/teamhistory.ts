import type { RecordOf, Replacement } from './records';

export interface Member {
  readonly role: string;
  readonly inspector: string;
}

/** Who is on which object, as published: the RESULT changed by the RERESULTs so far. */
export class Teams {
  private readonly teams = new Map<string, Map<string, Member[]>>();

  static of(result: RecordOf<'RESULT'>): Teams {
    const published = new Teams();
    for (const task of result.tasks) {
      const teams = new Map(task.teams.map((team) => [team.object, team.members.map(({ role, inspector }) => ({ role, inspector }))]));
      published.teams.set(task.id, teams);
    }
    return published;
  }

  membersOf(task: string, object: string): readonly Member[] {
    return this.teams.get(task)?.get(object) ?? [];
  }

  objectsOf(task: string): Iterable<readonly [string, readonly Member[]]> {
    return this.teams.get(task) ?? [];
  }

  /** Whoever is recused leaves, also where nobody could be found to come in. */
  replace(replacements: readonly Replacement[]): void {
    for (const { task, object, role, out, in: successor } of replacements) {
      const team = this.teams.get(task)?.get(object);
      const at = team?.findIndex((member) => member.inspector === out && member.role === role) ?? -1;
      if (team === undefined || at < 0) continue;
      team.splice(at, 1);
      if (successor !== '') team.push({ role, inspector: successor });
    }
  }
}
