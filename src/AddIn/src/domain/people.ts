import type { Schemas } from '../service/client';

type SamplePerson = Schemas['ListSignInPeopleSignInPerson'];

const order: readonly Schemas['Role'][] = ['Clerk', 'SectionHead', 'Witness', 'Partner', 'Auditor', 'Administrator'];

/** Whoever has most to do in the pane comes first. */
const byRole = (one: SamplePerson, other: SamplePerson): number => order.indexOf(one.roles[0]!) - order.indexOf(other.roles[0]!);

/** Bureaus with several people first: they plan and draw, the others only answer letters. */
export function bureausOf(people: readonly SamplePerson[]): { readonly bureau: string; readonly members: readonly SamplePerson[] }[] {
  const names = [...new Set(people.map(({ bureauName }) => bureauName))];
  return names.map((bureau) => ({ bureau, members: people.filter(({ bureauName }) => bureauName === bureau).sort(byRole) }))
    .sort((one, other) => other.members.length - one.members.length);
}
