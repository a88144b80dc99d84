import { Button, Field, Select, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Question, useReturn } from '../../parts/Asked';
import { Row } from '../../parts/Part';
import { Reason } from '../../parts/Reason';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useDocumentsTexts } from './useDocumentsTexts';

type View = Schemas['DocumentView'];
type Asking = 'sign' | 'return' | 'issue' | 'void';
const base = '/api/bureaus/{bureau}/documents/{document}';

/** What a section head decides about a document: sign or return it, number and issue it, void it. Each is asked once more, since none can be undone. */
export function Decisions({ view, numbered, unsaved, onChanged }: { readonly view: View; readonly numbered: boolean; readonly unsaved: boolean; readonly onChanged: (view: View, words: string) => void }): React.ReactNode {
  const { service, texts: pane } = usePane();
  const person = usePerson();
  const texts = useDocumentsTexts();
  const [asking, setAsking] = useState<Asking | null>(null);
  useReturn(asking);
  const deciding = useTask(async (_, decide: () => Promise<View>, words: (next: View) => string) => {
    const next = await decide();
    setAsking(null);
    onChanged(next, words(next));
  });
  if (!person.roles.includes('SectionHead') || view.state === 'Voided') return null;
  const path = { params: { path: { bureau: person.bureau, document: view.id } } };
  const { revision } = view;
  const cancel = (): void => setAsking(null);
  const sure = (question: string, action: string, decide: () => Promise<View>, words: string): React.ReactNode => (
    <Question question={question} onClose={cancel}>
      <Row>
        <Button size="small" appearance="primary" disabled={deciding.running} onClick={() => void deciding.run(decide, () => words)}>{action}</Button>
        <Button size="small" onClick={cancel}>{pane.cancel}</Button>
      </Row>
    </Question>
  );
  return (
    <>
      {asking !== null ? null : (
        <Row>
          {view.state === 'Draft' && view.findings.length === 0 && !unsaved ? <Button size="small" appearance="primary" data-asks="sign" onClick={() => setAsking('sign')}>{texts.sign}</Button> : null}
          {view.state === 'Signed' ? <Button size="small" appearance="primary" data-asks="issue" onClick={() => setAsking('issue')}>{texts.issue}</Button> : null}
          {view.state === 'Signed' ? <Button size="small" data-asks="return" onClick={() => setAsking('return')}>{texts.back}</Button> : null}
          {view.state === 'Issued' ? <Button size="small" appearance="subtle" data-asks="void" onClick={() => setAsking('void')}>{texts.void}</Button> : null}
        </Row>
      )}
      {asking === 'sign' ? sure(texts.signSure, texts.sign, () => answered(service.POST(`${base}/sign`, { ...path, body: { revision } })), texts.signed) : null}
      {asking === 'return' ? <Reason label={texts.backWhy} action={texts.back} busy={deciding.running} onCancel={cancel}
        onDone={(reason) => void deciding.run(() => answered(service.POST(`${base}/return`, { ...path, body: { revision, reason } })), () => texts.returned)} /> : null}
      {asking === 'void' ? <Reason label={texts.voidWhy} action={texts.void} busy={deciding.running} onCancel={cancel}
        onDone={(reason) => void deciding.run(() => answered(service.POST(`${base}/void`, { ...path, body: { revision, reason } })), () => texts.voided(reason))} /> : null}
      {asking === 'issue' ? <Issue numbered={numbered} busy={deciding.running} onCancel={cancel}
        onIssue={(prefix) => void deciding.run(() => answered(service.POST(`${base}/issue`, { ...path, body: { revision, prefix } })), ({ issued }) => (typeof issued?.number === 'string' ? texts.issued(issued.number) : texts.issuedForm))} /> : null}
      <Working task={deciding} label={texts.saving} />
      <Trouble task={deciding} />
    </>
  );
}

export function Issue({ numbered, busy, onIssue, onCancel }: { readonly numbered: boolean; readonly busy: boolean; readonly onIssue: (prefix: string | null) => void; readonly onCancel: () => void }): React.ReactNode {
  const { service, texts: pane } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const [prefixes, setPrefixes] = useState<readonly string[] | null>(null);
  const [prefix, setPrefix] = useState('');
  const form = !numbered;
  const reading = useTask(async () => {
    const ledger = await answered(service.GET('/api/bureaus/{bureau}/document-numbers', { params: { path: { bureau } } }));
    const names = ledger.prefixes.map((one) => one.prefix);
    setPrefixes(names);
    setPrefix(names[0] ?? '');
  });
  const { run } = reading;
  useEffect(() => {
    if (!form) void run();
  }, [form, run]);
  return (
    <Question question={texts.issueSure} onClose={onCancel}>
      {form ? null : <Field label={texts.prefix}><Select value={prefix} onChange={(_, { value }) => setPrefix(value)}>{prefixes?.map((name) => <option key={name}>{name}</option>)}</Select></Field>}
      {prefixes?.length === 0 ? <Text block>{texts.noPrefix}</Text> : null}
      <Trouble task={reading} />
      <Row>
        <Button size="small" appearance="primary" disabled={busy || (!form && prefix === '')} onClick={() => onIssue(form ? null : prefix)}>{texts.issue}</Button>
        <Button size="small" onClick={onCancel}>{pane.cancel}</Button>
      </Row>
    </Question>
  );
}
