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

export type Merge = { readonly merged: Schemas['MergeProposalsResponse'] } | { readonly conflicts: readonly MergeConflict[] };

/**
 * Puts a partner's waiting proposals into the plan's open draft, or into a next version begun for it.
 * Fields that changed since the letter come back as conflicts, with nothing written; those the clerk decided to replace are given as seen.
 */
export async function mergeProposals(service: Service, bureau: string, consultation: string, seen: readonly MergeConflict[] = [], columns: readonly Schemas['PlanColumn'][] | null = null): Promise<Merge> {
  try {
    const body = { columns: columns === null ? null : [...columns], seen: seen.map(({ column, current }) => ({ column, current })) };
    return { merged: await answered(service.POST('/api/bureaus/{bureau}/consultations/{id}/merge', { params: { path: { bureau, id: consultation } }, body })) };
  } catch (fault) {
    const conflicts = fault instanceof ServiceFault && fault.code === 'consultation.plan-changed' ? fault.details['conflicts'] : undefined;
    if (!Array.isArray(conflicts)) throw fault;
    return { conflicts: conflicts as MergeConflict[] };
  }
}
