import { Badge, Button, Caption1, ProgressBar, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { useReturn } from '../../parts/Asked';
import { FileButton } from '../../parts/FileButton';
import { Row } from '../../parts/Part';
import { Sure } from '../../parts/Sure';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { Issue } from './Decisions';
import type { BatchTexts } from './batch.zh';
import { useBatchTexts } from './useBatchTexts';

type Batch = Schemas['BatchView'];

const every = 1000;
const moves = ({ state }: Batch): boolean => state === 'Drafting' || state === 'Issuing';
const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' }, problems: { margin: 0, paddingLeft: '18px' } });

/** How far each batch is; asked again while one of them moves. */
export function BatchesPart({ onOpen }: { readonly onOpen: (document: string) => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useBatchTexts();
  const styles = useStyles();
  const [batches, setBatches] = useState<readonly Batch[] | null>(null);
  const [numbered, setNumbered] = useState<ReadonlySet<string>>(new Set());
  const reading = useTask(async () => {
    const [found, kinds] = await Promise.all([answered(service.GET('/api/bureaus/{bureau}/document-batches', { params: { path: { bureau } } })), answered(service.GET('/api/document-kinds'))]);
    setBatches(found);
    setNumbered(new Set(kinds.filter((one) => one.numbered).map(({ kind }) => kind)));
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  useEffect(() => {
    if (batches?.some(moves) !== true) return undefined;
    const timer = setTimeout(() => void run(), every);
    return () => clearTimeout(timer);
  }, [batches, run]);
  return (
    <>
      {batches === null ? <Working task={reading} label={texts.loading} /> : null}
      <Trouble task={reading} />
      {batches?.length === 0 ? <Text>{texts.none}</Text> : null}
      <ul className={styles.list}>{batches?.map((batch) => <li key={batch.id}><OneBatch batch={batch} numbered={numbered.has(batch.kind)} onChanged={() => void run()} onOpen={onOpen} /></li>)}</ul>
    </>
  );
}

function OneBatch({ batch, numbered, onChanged, onOpen }: { readonly batch: Batch; readonly numbered: boolean; readonly onChanged: () => void; readonly onOpen: (document: string) => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useBatchTexts();
  const [asking, setAsking] = useState(false);
  useReturn(asking ? batch.id : null);
  const path = { params: { path: { bureau, batch: batch.id } } };
  const issuing = useTask(async (_, prefix: string | null) => {
    await answered(service.POST('/api/bureaus/{bureau}/document-batches/{batch}/issue', { ...path, body: { prefix } }));
    setAsking(false);
    onChanged();
  });
  const cancelling = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/document-batches/{batch}/cancel', path));
    onChanged();
  });
  const resuming = useTask(async () => {
    await answered(service.POST('/api/bureaus/{bureau}/document-batches/{batch}/resume', path));
    onChanged();
  });
  const cancelled = batch.state === 'Cancelled';
  const issues = roles.includes('SectionHead') && batch.state === 'Drafted' && batch.drafted > 0;
  return (
    <>
      <Text weight="semibold">{batch.title}</Text> <Badge appearance="tint" color={batch.state === 'Drafted' && batch.faulty > 0 ? 'warning' : 'brand'}>{stateText(batch, texts)}</Badge>
      <div><Caption1>{batch.kindName === batch.title ? '' : `${batch.kindName} · `}{batch.createdBy} · {momentText(batch.createdAt)}</Caption1></div>
      {moves(batch) ? <div role="status"><Text size={200}>{texts.progress(batch.done, batch.total)}</Text><ProgressBar value={batch.done} max={Math.max(1, batch.total)} aria-label={texts.states[batch.state]} /></div> : null}
      <Text block size={200}>{texts.counts(batch.drafted, batch.faulty, batch.issued, batch.waiting)}</Text>
      {batch.state === 'Drafted' && batch.faulty > 0 ? <Text block size={200}>{texts.mend(batch.drafted)}</Text> : null}
      {cancelled ? <Text block size={200}>{texts.stopped(batch.waiting)}</Text> : null}
      <Problems batch={batch} onOpen={onOpen} />
      {asking ? <Issue numbered={numbered} busy={issuing.running} onIssue={(prefix) => void issuing.run(prefix)} onCancel={() => setAsking(false)} /> : null}
      <Row>
        {issues && !asking ? <Button size="small" appearance="primary" data-asks={batch.id} onClick={() => setAsking(true)}>{texts.issue}</Button> : null}
        {batch.issued > 0 ? <FileButton file={`/api/bureaus/${encodeURIComponent(bureau)}/document-batches/${batch.id}/files`}>{texts.zip}</FileButton> : null}
        {cancelled && roles.includes('Clerk') ? <Button size="small" disabled={resuming.running} onClick={() => void resuming.run()}>{texts.resume}</Button> : null}
        {batch.state === 'Issued' || cancelled ? null : <Sure action={texts.cancel} question={texts.cancelSure} task={cancelling} doing={texts.cancelling} />}
      </Row>
      <Working task={issuing} label={texts.states.Issuing} />
      <Trouble task={issuing} />
      <Working task={resuming} label={texts.resuming} />
      <Trouble task={resuming} />
    </>
  );
}

/** A batch of which nothing can be signed is not done, whatever was drafted. */
const stateText = ({ state, drafted, faulty }: Batch, texts: BatchTexts): string => (state !== 'Drafted' || faulty === 0 ? texts.states[state] : drafted === 0 ? texts.noneReady : texts.someReady);

function Problems({ batch: { problems, faulty, drafted, state }, onOpen }: { readonly batch: Batch; readonly onOpen: (document: string) => void }): React.ReactNode {
  const texts = useBatchTexts();
  const styles = useStyles();
  if (problems.length === 0) return null;
  return (
    <details open={state === 'Drafted' && drafted === 0}>
      <summary>{texts.problems(faulty, problems.length)}</summary>
      <ul className={styles.problems}>
        {problems.map(({ row, name, sentence, document }) => (
          <li key={row}><Text>{texts.problem(row, name, sentence)}{document === null ? texts.notDrafted : ''}</Text>{document === null ? null : <Button size="small" appearance="subtle" aria-label={`${texts.open} ${name}`} onClick={() => onOpen(document)}>{texts.open}</Button>}</li>
        ))}
      </ul>
    </details>
  );
}
