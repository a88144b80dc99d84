import { certificateFile, type TableEntry, type TableKind } from './certificate';
import type { Draw, Evidence } from './evidence';
import { Contradiction } from './finding';
import type { Task } from './records';

const kinds: readonly TableKind[] = ['register', 'roster', 'conflicts'];

interface Due {
  readonly open: number;
  readonly task: Task;
  readonly table: TableKind;
  readonly required: boolean;
}

/** The tables a certificate lists with their tasks, and those it should list and does not. */
export interface TablesDue {
  readonly entries: readonly { readonly entry: TableEntry; readonly task: Task }[];
  readonly withheld: readonly Due[];
}

/** Arranges `tables` by what is due (§7); one that is not, or out of order, contradicts the format (§8). */
export function tablesDue(evidence: Evidence): TablesDue {
  const due = evidence.draws.flatMap(dueTables);
  const carried = new Set(evidence.draws.map(({ ceremony }) => ceremony.opening.record.seq));
  const { opens, tables } = evidence.certificate;
  const entries: { entry: TableEntry; task: Task }[] = [];
  const withheld: Due[] = [];
  let next = 0;
  tables.forEach((entry, i) => {
    if (opens.includes(entry.open) && !carried.has(entry.open)) return; // its OPEN is withheld, so nothing says what it must be
    const at = due.findIndex((one, d) => d >= next && one.open === entry.open && one.task.id === entry.task && one.table === entry.table);
    if (at < 0) {
      throw new Contradiction('format.table-entry', { file: certificateFile, at: `tables[${i}]` }, nameOf(due[next]), `${entry.open} ${entry.task} ${entry.table}`);
    }
    withheld.push(...due.slice(next, at));
    entries.push({ entry, task: due[at]!.task });
    next = at + 1;
  });
  return { entries, withheld: [...withheld, ...due.slice(next)].filter(({ required }) => required) };
}

function dueTables({ ceremony }: Draw): Due[] {
  const open = ceremony.opening.record;
  if (ceremony.voids.length > 0) return [];
  // Where the RESULT itself is withheld its tables may come along; where it is there they must.
  const required = ceremony.results.length > 0;
  return open.tasks.flatMap((task) => kinds.map((table) => ({ open: open.seq, task, table, required })));
}

const nameOf = (due: Due | undefined): string => (due === undefined ? 'nothing more' : `${due.open} ${due.task.id} ${due.table}`);
