import { Button, Caption1, Field, Input, Select, Text, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { recipientsOf } from '../../../../domain/documents/recipients';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useReviewTexts } from './useReviewTexts';

type Channel = Schemas['DistributionChannel'];
type Recipient = Schemas['DistributeDocumentRecipient'];
const route = '/api/bureaus/{bureau}/documents/{document}/distribution';
const most = 500;
const mostCopies = 10_000;
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });

/** 分发: to whom an issued document went and by which way. Recorded for good, so what it says is looked through before. */
export function DistributionPart({ view }: { readonly view: Schemas['DocumentView'] }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useReviewTexts();
  const styles = useStyles();
  const [sent, setSent] = useState<readonly Schemas['DistributeDocumentView'][] | null>(null);
  const [said, setSaid] = useState('');
  const path = { params: { path: { bureau, document: view.id } } };
  const reading = useTask(async () => setSent(await answered(service.GET(route, path))));
  const record = async (recipients: readonly Recipient[]): Promise<void> => {
    setSent(await answered(service.POST(route, { ...path, body: { recipients: [...recipients] } })));
    setSaid(texts.distributed(recipients.length));
  };
  const records = view.state === 'Issued' && (roles.includes('Clerk') || roles.includes('SectionHead'));
  return (
    <details onToggle={({ currentTarget }) => (currentTarget.open ? void reading.run() : undefined)}>
      <summary>{texts.distribution}</summary>
      {sent === null ? <Working task={reading} label={texts.loading} /> : null}
      <Trouble task={reading} />
      {sent?.length === 0 ? <Text block>{texts.nobody}</Text> : null}
      <ul className={styles.list}>
        {sent?.map(({ recipient, channel, copies, recordedBy, recordedAt }) => (
          <li key={`${recipient} ${channel} ${recordedAt}`}><Text block>{texts.line(recipient, texts.channels[channel], copies)}</Text><Caption1>{texts.recorded(recordedBy, momentText(recordedAt))}</Caption1></li>
        ))}
      </ul>
      {records && sent !== null ? <RecordForm key={sent.length} proposed={sent.length === 0 ? recipientsOf(view.fields) : []} onRecord={record} /> : null}
      <Message intent="success">{said}</Message>
    </details>
  );
}

function RecordForm({ proposed, onRecord }: { readonly proposed: readonly string[]; readonly onRecord: (recipients: readonly Recipient[]) => Promise<void> }): React.ReactNode {
  const texts = useReviewTexts();
  const [names, setNames] = useState(proposed.join('\n'));
  const [channel, setChannel] = useState<Channel>('Exchange');
  const [copies, setCopies] = useState('1');
  const recipients = names.split('\n').map((name) => name.trim()).filter((name) => name !== '');
  const recording = useTask(() => onRecord(recipients.map((name) => ({ name, channel, copies: Number(copies) }))));
  const wrong = !/^\d{1,5}$/.test(copies) || Number(copies) < 1 || Number(copies) > mostCopies;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      void recording.run();
    }}>
      <Field label={texts.to} required {...(recipients.length > most ? { validationState: 'error', validationMessage: texts.tooMany(recipients.length) } : {})}>
        <Textarea value={names} onChange={(_, { value }) => setNames(value)} />
      </Field>
      <Field label={texts.way}>
        <Select value={channel} onChange={(_, { value }) => setChannel(value as Channel)}>{(Object.keys(texts.channels) as Channel[]).map((one) => <option key={one} value={one}>{texts.channels[one]}</option>)}</Select>
      </Field>
      <Field label={texts.copies} {...(wrong ? { validationState: 'error', validationMessage: texts.badCopies } : {})}><Input inputMode="numeric" value={copies} onChange={(_, { value }) => setCopies(value)} /></Field>
      <Caption1>{texts.distributeHint}</Caption1>
      <Button type="submit" size="small" disabled={recording.running || wrong || recipients.length === 0 || recipients.length > most}>{texts.distribute}</Button>
      <Working task={recording} label={texts.loading} />
      <Trouble task={recording} />
    </form>
  );
}
