import type { Schemas } from '../../service/client';

type Draw = Schemas['ShowDrawResponse'];
type Person = Schemas['WhoAmIResponse'];
type Progress = Schemas['ShowProgressResponse'];

export const steps = ['prepare', 'approve', 'open', 'cosign', 'throw', 'reveal', 'result'] as const;

/** What has to happen next, and who does it. */
export type Next =
  | { readonly act: 'approve'; readonly desk: string }
  | { readonly act: 'open'; readonly desk: string }
  | { readonly act: 'cosign'; readonly have: number; readonly need: number }
  | { readonly act: 'throw'; readonly by: string; readonly person: string }
  | { readonly act: 'reveal' }
  | { readonly act: 'reopen'; readonly recusals: number; readonly desk: string }
  | { readonly act: 'none' };

export interface Course {
  /** Index of the step under way; the number of steps when all are done; -1 where the draw ended without a result. */
  readonly at: number;
  readonly next: Next;
}

/** Where a draw stands. */
export function courseOf(draw: Draw, progress: Progress): Course {
  const { desk } = draw;
  const pending = draw.recusals.filter((one) => one.pending).length;
  switch (draw.state) {
    case 'Prepared': return { at: 1, next: { act: 'approve', desk } };
    case 'Approved': return { at: 2, next: { act: 'open', desk } };
    case 'Opened': case 'Contributed': case 'Redrawing': return underWay(draw, progress);
    case 'Drawn': return { at: steps.length, next: pending > 0 ? { act: 'reopen', recusals: pending, desk } : { act: 'none' } };
    case 'Superseded': return { at: steps.length, next: { act: 'none' } };
    case 'Discarded': case 'Void': return { at: -1, next: { act: 'none' } };
  }
}

function underWay({ contributions, cosignaturesNeeded: need }: Draw, { cosignatures: have, received }: Progress): Course {
  const waiting = contributions.find((one) => !one.received);
  if (waiting === undefined) return { at: 5, next: { act: 'reveal' } };
  // Who has thrown once need not be witnessed again.
  if (received === 0 && have < need) return { at: 3, next: { act: 'cosign', have, need } };
  return { at: 4, next: { act: 'throw', by: waiting.by, person: waiting.person } };
}

export type Act = 'approve' | 'discard' | 'open' | 'throw' | 'reveal' | 'recuse' | 'reopen';

/** What this person may do now; the service decides anew. */
export function actsOf(person: Pick<Person, 'id' | 'roles' | 'departmentName'>, draw: Draw, { next }: Course): ReadonlySet<Act> {
  const own = person.departmentName === draw.desk;
  const head = own && person.roles.includes('SectionHead');
  const desk = head || (own && person.roles.includes('Clerk'));
  const may: Record<Act, boolean> = {
    approve: next.act === 'approve' && head,
    open: next.act === 'open' && desk,
    discard: (draw.state === 'Prepared' && desk) || (draw.state === 'Approved' && head),
    throw: next.act === 'throw' && next.person === person.id,
    reveal: next.act === 'reveal' && (desk || person.roles.includes('Witness')),
    recuse: draw.state === 'Drawn' && head,
    reopen: next.act === 'reopen' && desk,
  };
  return new Set((Object.keys(may) as Act[]).filter((act) => may[act]));
}
