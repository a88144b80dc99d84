import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { MonthFields } from '../documents/MonthFields';
import { MonthRecords } from './MonthRecords';
import { useResultsTexts } from './useResultsTexts';

/** A field of the form without the part of the report it stands in: 抽查.公示网站. */
const ownName = (field: string): string => field.slice(field.lastIndexOf('.') + 1);

/** The month's form: figures counted by the service, what only the clerk knows, and a draft in one click. */
export function MonthPart(): React.ReactNode {
  const { service, go } = usePane();
  const { bureau, roles } = usePerson();
  const { month: texts } = useResultsTexts();
  const clerk = roles.includes('Clerk');
  const [chosen, setChosen] = useState<{ readonly year: number; readonly month: number } | null>(null);
  const [view, setView] = useState<Schemas['MonthActsReportView'] | null>(null);
  const [said, setSaid] = useState('');
  const [made, setMade] = useState(false);
  const reading = useTask(async () => {
    if (chosen === null) return;
    setView(await answered(service.GET('/api/bureaus/{bureau}/monthly-reports/{year}/{month}', { params: { path: { bureau, ...chosen } } })));
  });
  const saving = useTask(async (_, body: Schemas['MonthActsFormRequest']) => {
    await answered(service.PUT('/api/bureaus/{bureau}/monthly-reports/{year}/{month}', { params: { path: { bureau, ...chosen! } }, body }));
    setSaid(texts.saved);
    await reading.run();
  });
  const making = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/documents', { params: { path: { bureau } }, body: { kind: 'monthly-report', subject: { ...chosen! } } }));
    setMade(true);
  });
  const { run } = reading;
  const choose = useCallback((month: { readonly year: number; readonly month: number }) => {
    setMade(false);
    setSaid('');
    setChosen(month);
  }, []);
  useEffect(() => void run(), [run, chosen]);
  const checks = view?.report.抽查;
  return (
    <>
      <MonthFields onChosen={choose} />
      <Working task={reading} label={texts.show} />
      <Trouble task={reading} />
      {view === null || checks === undefined ? null : (
        <>
          <Text>{texts.figures(checks.任务.length, checks.应公示户数, checks.已公示户数, checks.公示率)}</Text>
          <Text role="status">{view.missing.length === 0 ? texts.complete : texts.missing(view.missing.map(ownName).join('、'))}</Text>
          {clerk ? <ContactForm key={`${chosen?.year} ${chosen?.month}`} report={view.report} busy={saving.running} onSave={(body) => void saving.run(body)} /> : null}
          <Trouble task={saving} />
          <Message intent="success">{said}</Message>
          {chosen === null ? null : <MonthRecords key={`records ${chosen.year} ${chosen.month}`} {...chosen} onChanged={() => void run()} />}
          {clerk ? <Row><Button appearance="primary" disabled={making.running} onClick={() => void making.run()}>{texts.make}</Button></Row> : null}
          <Working task={making} label={texts.make} />
          <Trouble task={making} />
          <Message intent="success">{made ? <>{texts.made} <Button size="small" onClick={() => go('documents')}>{texts.toDocuments}</Button></> : null}</Message>
        </>
      )}
    </>
  );
}

function ContactForm({ report, busy, onSave }: { readonly report: Schemas['MonthlyReport']; readonly busy: boolean; readonly onSave: (body: Schemas['MonthActsFormRequest']) => void }): React.ReactNode {
  const { month: texts } = useResultsTexts();
  const [form, setForm] = useState({ website: report.抽查.公示网站, contact: report.联系人, telephone: report.联系电话, mobile: report.手机 ?? '' });
  const field = (name: keyof typeof form, required: boolean): React.ReactNode => (
    <Field label={texts[name]} required={required}><Input value={form[name]} maxLength={200} onChange={(_, { value }) => setForm({ ...form, [name]: value })} /></Field>
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      onSave({ ...form, mobile: form.mobile === '' ? null : form.mobile });
    }}>
      {field('website', true)}
      {field('contact', true)}
      {field('telephone', true)}
      {field('mobile', false)}
      <Button type="submit" size="small" disabled={busy}>{texts.save}</Button>
    </form>
  );
}
