import { Button, Field, Select } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { isComplete, subjectParts } from '../../../../domain/documents/subjects';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { SubjectFields } from './SubjectFields';
import { useDocumentsTexts } from './useDocumentsTexts';

/** Picks a kind and what it is about; the service fills in what plan, bureau and records know. */
export function BeginPart({ onBegun }: { readonly onBegun: (document: string) => void }): React.ReactNode {
  const { service, texts: pane } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const [kinds, setKinds] = useState<readonly Schemas['ListDocumentKindsKindView'][] | null>(null);
  const [kind, setKind] = useState('plan-notice');
  const [subject, setSubject] = useState<Schemas['DocumentSubject']>({});
  const reading = useTask(async () => setKinds((await answered(service.GET('/api/document-kinds'))).filter((one) => subjectParts(one.kind) !== null)));
  const drafting = useTask(async () => {
    const made = await answered(service.POST('/api/bureaus/{bureau}/documents', { params: { path: { bureau } }, body: { kind, subject } }));
    onBegun(made.id);
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  // A choice shown before its kinds are there stays empty when they come.
  if (kinds === null) return <><Working task={reading} label={pane.loading} /><Trouble task={reading} /></>;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      void drafting.run();
    }}>
      <Field label={texts.kind}>
        <Select value={kind} onChange={(_, { value }) => {
          setKind(value);
          setSubject({});
        }}>
          {kinds.map((one) => <option key={one.kind} value={one.kind}>{one.name}</option>)}
        </Select>
      </Field>
      <SubjectFields key={kind} kind={kind} onChosen={setSubject} />
      <Button type="submit" appearance="primary" disabled={!isComplete(kind, subject) || drafting.running}>{texts.begin}</Button>
      <Working task={drafting} label={texts.saving} />
      <Trouble task={drafting} />
    </form>
  );
}
