import { Text } from '@fluentui/react-components';
import { givenAfter, placeOf, sourceOf, valueAt, type FormField, type Json, type JsonMap, type Step } from '../../../../domain/documents/fieldForm';
import type { Schemas } from '../../../../service/client';
import { Part } from '../../parts/Part';
import { FieldEditor } from './FieldEditor';
import { useDocumentsTexts } from './useDocumentsTexts';

interface Editing {
  readonly shown: JsonMap;
  readonly given: JsonMap;
  readonly findings: readonly Schemas['FieldFinding'][];
  readonly editable: boolean;
  readonly onGiven: (given: JsonMap) => void;
}

/** The fields of a document: first what the clerk fills in, then what plan and records gave. */
export function FieldsPart({ form, ...editing }: Editing & { readonly form: readonly FormField[] }): React.ReactNode {
  const texts = useDocumentsTexts();
  const mine = form.filter((field) => sourceOf(field) === 'Clerk');
  const systems = form.filter((field) => ['System', 'Record'].includes(sourceOf(field)));
  return (
    <>
      <Part title={editing.editable ? texts.toFill : texts.filled}>{mine.map((field) => <OneField key={field.name} field={field} steps={[field.name]} editing={editing} />)}</Part>
      <details>
        <summary>{texts.fromSystem(systems.length)}</summary>
        {systems.map((field) => <OneField key={field.name} field={field} steps={[field.name]} editing={editing} />)}
      </details>
    </>
  );
}

function OneField({ field, steps, editing }: { readonly field: FormField; readonly steps: readonly Step[]; readonly editing: Editing }): React.ReactNode {
  const { shown, given, findings, editable, onGiven } = editing;
  if (field.row === null) return <fieldset><legend>{field.name}</legend>{field.members.map((member) => <OneField key={member.name} field={member} steps={[...steps, member.name]} editing={editing} />)}</fieldset>;
  if (field.row.source === 'Issue') return null;
  const own = valueAt(given, steps);
  const value = own ?? valueAt(shown, steps);
  const place = placeOf(steps);
  const found = findings.filter(({ path }) => path === place || path.startsWith(`${place}[`) || path.startsWith(`${place}.`));
  const set = (at: readonly Step[], next: Json | undefined): void => onGiven(givenAfter(given, shown, at, next));
  return (
    <>
      <FieldEditor field={field} value={value} own={own !== undefined} editable={editable} steps={steps} onSet={set} />
      {found.map(({ code, path, sentence }) => <Text key={`${code} ${path}`} block size={200} role="note">⚠ {sentence}</Text>)}
    </>
  );
}
