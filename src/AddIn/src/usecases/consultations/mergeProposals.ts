import { answered, type Schemas, type Service } from '../../service/client';
import { ServiceFault } from '../../service/ServiceFault';

/** A field that changed since the letter: as the letter put it, as proposed, as it says now. */
export interface MergeConflict {
  readonly column: Schemas['PlanColumn'];
  readonly header: string;
  readonly before: string;
  readonly proposed: string;
  readonly current: string;
}

/** What changed since the letter, and who changed the plan last. */
export interface MergeConflicts {
  readonly conflicts: readonly MergeConflict[];
  readonly changedBy: string | null;
  readonly changedAt: string | null;
}

export type Merge = { readonly merged: Schemas['MergeProposalsResponse'] } | MergeConflicts;

/**
 * Puts a partner's waiting proposals into the plan's open draft, or into a next version begun for it.
 * Fields that changed since the letter come back as conflicts, with nothing written; those the clerk decided to replace are given as seen.
 */
export async function mergeProposals(service: Service, bureau: string, consultation: string, seen: readonly MergeConflict[] = [], columns: readonly Schemas['PlanColumn'][] | null = null): Promise<Merge> {
  try {
    const body = { columns: columns === null ? null : [...columns], seen: seen.map(({ column, current }) => ({ column, current })) };
    return { merged: await answered(service.POST('/api/bureaus/{bureau}/consultations/{id}/merge', { params: { path: { bureau, id: consultation } }, body })) };
  } catch (fault) {
    if (!(fault instanceof ServiceFault) || fault.code !== 'consultation.plan-changed' || !Array.isArray(fault.details['conflicts'])) throw fault;
    const { conflicts, changedBy = null, changedAt = null } = fault.details as unknown as Partial<MergeConflicts> & Pick<MergeConflicts, 'conflicts'>;
    return { conflicts, changedBy, changedAt };
  }
}
