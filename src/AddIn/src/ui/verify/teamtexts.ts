import type { OpenReport, TaskReport } from '../../domain/draws/report';
import type { VerifyTexts } from '../../i18n/verifyTexts';

/** The team of each object as it stands after every re-draw, with who was replaced. */
export function teamTexts(texts: VerifyTexts, open: OpenReport, { task, teams }: TaskReport): ReadonlyMap<string, string> {
  const members = new Map(teams?.teams.map(({ object, members: own }) => [object, own.map(({ role, inspector }) => ({ role, inspector, note: '' }))]));
  for (const { task: of, object, role, out, in: successor } of open.redraws.flatMap(({ replacements }) => replacements)) {
    const leaving = of === task.id ? members.get(object)?.find((member) => member.role === role && member.inspector === out) : undefined;
    if (leaving !== undefined) Object.assign(leaving, { inspector: successor === '' ? texts.vacant : successor, note: texts.replaced(out) });
  }
  return new Map(Array.from(members, ([object, own]) => [object, own.map(({ role, inspector, note }) => `${role} ${inspector}${note}`).join(texts.memberComma)]));
}
