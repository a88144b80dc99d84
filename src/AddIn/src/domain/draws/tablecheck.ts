import type { TableEntry, TableKind } from './certificate';
import type { Evidence } from './evidence';
import { tablesDue, type TablesDue } from './tableentries';
import { Contradiction, type Where } from './finding';
import type { Kernel } from './kernel';
import type { Steps } from './lanes';
import type { Missing } from './order';
import type { Task } from './records';
import { checkStrata, readRegister, type Register } from './register';
import { SharedRegister, type PartReader } from './sharedregister';
import { fileHash, readConflicts, readRoster, type Conflicts, type Roster, type Table } from './tables';

export type Files = ReadonlyMap<string, Uint8Array>;

/** The tables of one task that were there and hold. */
export interface TaskTables {
  readonly register: Register | undefined;
  readonly roster: Roster | undefined;
  readonly conflicts: Conflicts | undefined;
}

/** Check 9: the tables committed in each OPEN are the files of the package (§2). */
export class TableCheck {
  private readonly tables = new Map<string, Table>();
  private readonly hashes = new Map<string, string>();
  private readonly held = new Map<string, Table>();

  private readonly shared = new Map<string, SharedRegister>();
  private readonly due: TablesDue;

  /** Throws where the certificate lists other tables than are due (check 1). */
  constructor(private readonly kernel: Kernel, evidence: Evidence, private readonly files: Files, readers: readonly PartReader[]) {
    this.due = tablesDue(evidence);
    // The readers begin now, while the checks before this one are made.
    for (const { entry, task } of this.due.entries) {
      const bytes = files.get(entry.file);
      if (entry.table !== 'register' || bytes === undefined || this.shared.has(keyOf(entry, task))) continue;
      const shared = SharedRegister.begin(kernel, readers, this.shared.size, bytes, task.profile);
      if (shared !== null) this.shared.set(keyOf(entry, task), shared);
    }
  }

  of(open: number, task: string): TaskTables {
    const held = <T extends Table>(table: TableKind): T | undefined => this.held.get(`${open}/${task}/${table}`) as T | undefined;
    return { register: held('register'), roster: held('roster'), conflicts: held('conflicts') };
  }

  *run(missing: Missing): Steps<void> {
    const { entries, withheld } = this.due;
    for (const { open, task, table } of withheld) missing({ code: 'missing.table', where: { seq: open, kind: 'OPEN', task: task.id }, what: table });
    for (const { entry, task } of entries) yield* this.check(entry, task, missing);
  }

  private *check(entry: TableEntry, task: Task, missing: Missing): Steps<void> {
    const where: Where = { seq: entry.open, kind: 'OPEN', file: entry.file, task: entry.task };
    const bytes = this.files.get(entry.file);
    if (bytes === undefined) {
      missing({ code: 'missing.file', where, what: entry.file });
      return;
    }
    if (bytes.length !== entry.bytes) throw new Contradiction('tables.bytes', where, String(entry.bytes), String(bytes.length));
    let hash = this.hashes.get(entry.file);
    if (hash === undefined) this.hashes.set(entry.file, (hash = yield* fileHash(this.kernel, bytes, entry.table)));
    if (hash !== entry.sha256) throw new Contradiction('tables.sha256', where, entry.sha256, hash);
    const table = yield* this.read(entry, task, bytes, where);
    const committed = task[entry.table];
    if (table.count !== committed.size) throw new Contradiction('tables.size', where, String(committed.size), String(table.count));
    if (table.root !== committed.root) throw new Contradiction('tables.root', where, committed.root, table.root);
    if (entry.table === 'register') checkStrata(table as Register, task, where);
    this.held.set(`${entry.open}/${entry.task}/${entry.table}`, table);
  }

  private *read(entry: TableEntry, task: Task, bytes: Uint8Array, where: Where): Steps<Table> {
    const key = keyOf(entry, task);
    const known = this.tables.get(key);
    if (known !== undefined) return known;
    const table = entry.table === 'register'
      ? yield* this.readRegister(key, bytes, task, where)
      : entry.table === 'roster' ? yield* readRoster(this.kernel, bytes, where) : yield* readConflicts(this.kernel, bytes, where);
    this.tables.set(key, table);
    return table;
  }

  private *readRegister(key: string, bytes: Uint8Array, task: Task, where: Where): Steps<Register> {
    const shared = this.shared.get(key);
    const register = shared === undefined ? null : yield* shared.read(this.kernel, task.profile);
    return register ?? (yield* readRegister(this.kernel, bytes, task.profile, where));
  }
}

const keyOf = (entry: TableEntry, task: Task): string => `${entry.table}/${task.profile}/${entry.file}`;
