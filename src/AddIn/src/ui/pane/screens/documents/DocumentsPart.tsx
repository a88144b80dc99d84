import { Button, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { DocumentPart } from './DocumentPart';
import { LedgerPart } from './LedgerPart';
import { useDocumentsTexts } from './useDocumentsTexts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' } });

/** Every document of the bureau, newest first; the section head signs and issues here. */
export function DocumentsPart({ open, onOpen }: { readonly open: string | null; readonly onOpen: (document: string | null) => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDocumentsTexts();
  const styles = useStyles();
  const [documents, setDocuments] = useState<readonly Schemas['DocumentLine'][] | null>(null);
  const reading = useTask(async () => setDocuments((await answered(service.GET('/api/bureaus/{bureau}/documents', { params: { path: { bureau } } }))).documents));
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const read = documents !== null;
  // Opened from elsewhere, a document may stand far down.
  const opened = useRef<HTMLElement>(null);
  const keep = (place: HTMLElement | null): void => {
    opened.current = place;
  };
  useEffect(() => {
    if (read) opened.current?.querySelector('button')?.focus();
  }, [read]);
  const elsewhere = open !== null && documents?.some(({ id }) => id === open) === false;
  return (
    <>
      <Trouble task={reading} />
      {documents === null && reading.running ? <Spinner size="tiny" label={texts.loading} /> : null}
      {documents?.length === 0 ? <Text>{texts.none}</Text> : null}
      {elsewhere ? <><div ref={keep}><Button size="small" aria-expanded onClick={() => onOpen(null)}>{texts.hide}</Button></div><DocumentPart key={open} document={open} onChanged={() => void run()} /></> : null}
      <ul className={styles.list}>
        {documents?.map(({ id, kindName, state, subject, number, draftedAt }) => (
          <li key={id} ref={open === id ? keep : null}>
            <Text weight="semibold">{kindName}</Text>{' '}
            <Text>{[subjectText(subject), number ?? draftedAt.slice(0, 10), texts.states[state]].filter((text) => text !== '').join(' · ')}</Text>{' '}
            <Button size="small" aria-expanded={open === id} aria-label={`${open === id ? texts.hide : texts.open} ${kindName} ${subjectText(subject)}`} onClick={() => onOpen(open === id ? null : id)}>
              {open === id ? texts.hide : texts.open}
            </Button>
            {open === id ? <DocumentPart document={id} onChanged={() => void run()} /> : null}
          </li>
        ))}
      </ul>
      <LedgerPart />
    </>
  );
}

const subjectText = ({ task, partner, object, year, month }: Schemas['DocumentSubject']): string =>
  [year !== null && year !== undefined ? `${year}年${month}月` : '', task ?? '', partner ?? '', object ?? ''].filter((text) => text !== '').join(' ');
