import { Contradiction, type Where } from './finding';
import type { Kernel } from './kernel';
import { rootOfNodes, type Steps } from './lanes';
import type { Profile, Task } from './records';
import { RegisterPart, type Candidates, type Limits, type PartFacts } from './registerpart';
import type { Table } from './tables';

/** A register whose rows hold, whoever read them. */
export interface Register extends Table {
  /** Rows of each stratum, strata as they first occur. */
  readonly strata: ReadonlyMap<string, number>;
  /** The rows whose tickets under a key begin with at most the limit of their stratum; other strata are left out. */
  readonly candidates: (key: string, limits: Limits) => Steps<Candidates>;
}

export function* readRegister(kernel: Kernel, bytes: Uint8Array, profile: Profile, where: Where): Steps<Register> {
  const part = yield* RegisterPart.read(kernel, bytes, profile, where);
  return registerOf(kernel, [part.facts], (key, limits) => part.candidates(key, limits));
}

/** A register of parts that follow each other. */
export function registerOf(kernel: Kernel, parts: readonly PartFacts[], candidates: Register['candidates']): Register {
  const strata = new Map<string, number>();
  for (const [name, rows] of parts.flatMap((part) => part.strata)) strata.set(name, (strata.get(name) ?? 0) + rows);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return { count, root: rootOfNodes(kernel, parts.map(({ nodes }) => nodes)), strata, candidates };
}

/** The strata of an OPEN are those of its register, each with its number of rows (§3). */
export function checkStrata({ strata }: Register, task: Task, where: Where): void {
  const unnamed = new Map(strata);
  for (const { id, n } of task.strata) {
    const found = unnamed.get(id) ?? 0;
    if (found !== n) throw new Contradiction('tables.strata', { ...where, at: id }, String(n), String(found));
    unnamed.delete(id);
  }
  const [unknown] = unnamed.keys();
  if (unknown !== undefined) throw new Contradiction('tables.strata', { ...where, at: unknown }, '0', String(unnamed.get(unknown)));
}
