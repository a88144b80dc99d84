import type { DrawnObject } from './drawn';
import type { Ceremony, Draw, Evidence, Notes } from './evidence';
import type { Absence, Answer, CheckName, Finding } from './finding';
import type { Replacement, Source, Task } from './records';
import type { TaskTeams } from './teams';

export type CheckStatus = 'passed' | 'partial' | 'failed' | 'skipped';

export interface CheckOutcome {
  readonly check: CheckName;
  readonly status: CheckStatus;
}

export interface ContributionReport {
  readonly by: string;
  readonly source: Source;
  readonly value: string;
}

export interface CeremonyReport {
  readonly seq: number;
  readonly openedAt: string;
  readonly deadline: string;
  readonly contributions: readonly ContributionReport[];
  /** Witnesses who cosigned the open checkpoint. */
  readonly cosigners: readonly string[];
  readonly seed: string | null;
  readonly voided: { readonly seq: number; readonly reason: string; readonly approvedBy: string } | null;
}

export interface RedrawReport extends CeremonyReport {
  readonly replacements: readonly Replacement[];
}

export interface TaskReport {
  readonly task: Task;
  /** File of the register, as the certificate names it. */
  readonly registerFile: string | null;
  readonly objectKey: string | null;
  readonly inspectorKey: string | null;
  readonly cutoffs: readonly string[];
  /** Recomputed from the register; null where that was not possible. */
  readonly drawn: readonly DrawnObject[] | null;
  /** Recomputed from the roster; null where that was not possible. */
  readonly teams: TaskTeams | null;
  readonly superseded: { readonly seq: number; readonly reason: string; readonly legalBasis: string } | null;
}

export interface OpenReport extends CeremonyReport {
  readonly desk: string;
  readonly ceremony: string;
  readonly tasks: readonly TaskReport[];
  readonly redraws: readonly RedrawReport[];
  readonly recusals: number;
}

/** What became of a package. */
export interface Verification {
  readonly answer: Answer;
  readonly checks: readonly CheckOutcome[];
  /** The first contradiction, where the answer is `altered`. */
  readonly finding: Finding | null;
  readonly missing: readonly Absence[];
  readonly log: string | null;
  /** Leaf hash of GENESIS, to compare with the one the operator has published. */
  readonly genesis: string | null;
  readonly policy: number | null;
  readonly witnesses: readonly string[];
  readonly logSize: number | null;
  /** By which a proof names the certificate; null where the package is altered. */
  readonly certificate: string | null;
  /** Empty where the package is altered. */
  readonly opens: readonly OpenReport[];
}

/** What the later checks recomputed, by OPEN and task. */
export interface Recomputed {
  readonly objectKey: string;
  readonly inspectorKey: string;
  drawn: readonly DrawnObject[] | null;
  teams: TaskTeams | null;
}

export const recomputedKey = (open: number, task: string): string => `${open}/${task}`;

export function reportOpens(evidence: Evidence, notes: Notes | null, recomputed: ReadonlyMap<string, Recomputed>): OpenReport[] {
  return evidence.draws.map((draw) => {
    const open = draw.ceremony.opening.record;
    return {
      ...reportCeremony(notes, draw.ceremony),
      desk: open.desk,
      ceremony: open.ceremony,
      tasks: open.tasks.map((task) => reportTask(evidence, draw, task, recomputed.get(recomputedKey(open.seq, task.id)))),
      redraws: draw.redraws.map((redraw) => {
        const result = redraw.results[0];
        return { ...reportCeremony(notes, redraw), replacements: result?.kind === 'RERESULT' ? result.replacements : [] };
      }),
      recusals: draw.recusals.length,
    };
  });
}

function reportCeremony(notes: Notes | null, ceremony: Ceremony): CeremonyReport {
  const { record } = ceremony.opening;
  const first = ceremony.contribs[0];
  const note = first === undefined
    ? undefined
    : notes?.openCheckpoints.find(({ size }) => record.seq < size && size <= first.seq);
  const end = ceremony.voids[0];
  return {
    seq: record.seq,
    openedAt: record.openedAt,
    deadline: record.deadline,
    contributions: ceremony.contribs.map(({ by, source, value }) => ({ by, source, value: typeof value === 'string' ? value : value.text })),
    cosigners: note?.signatures.slice(1).map(({ name }) => name) ?? [],
    seed: ceremony.results[0]?.seed ?? null,
    voided: end === undefined ? null : { seq: end.seq, reason: end.reason, approvedBy: end.approvedBy },
  };
}

function reportTask(evidence: Evidence, draw: Draw, task: Task, own: Recomputed | undefined): TaskReport {
  const result = draw.ceremony.results[0];
  const published = result?.kind === 'RESULT' ? result.tasks.find(({ id }) => id === task.id) : undefined;
  const end = draw.ends.find(({ tasks }) => tasks.includes(task.id));
  return {
    task,
    registerFile: evidence.certificate.tables.find(
      (entry) => entry.table === 'register' && entry.task === task.id && entry.open === draw.ceremony.opening.record.seq)?.file ?? null,
    objectKey: own?.objectKey ?? null,
    inspectorKey: own?.inspectorKey ?? null,
    cutoffs: published?.cutoffs ?? [],
    drawn: own?.drawn ?? null,
    teams: own?.teams ?? null,
    superseded: end === undefined ? null : { seq: end.seq, reason: end.reason, legalBasis: end.legalBasis },
  };
}
