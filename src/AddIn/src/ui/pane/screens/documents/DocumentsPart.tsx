import { Button, Caption1, Field, Input, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { subjectText } from '../../../../domain/documents/subjects';
import { answered, type Schemas, type Service } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
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
  const [{ documents, total, next, sought }, setFound] = useState<Found>({ documents: null, total: 0, next: null, sought: '' });
  const reading = useTask(async (_, text: string, least: number) => setFound(await findDocuments(service, bureau, text, least)));
  const { run } = reading;
  useEffect(() => void run('', 0), [run]);
  const again = (): void => void run(sought, documents?.length ?? 0);
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
      {documents === null ? null : <SearchForm busy={reading.running} onSearch={(text) => void run(text, 0)} />}
      <Trouble task={reading} />
      {documents === null && reading.running ? <Spinner size="tiny" label={texts.loading} /> : null}
      {documents?.length !== 0 ? null : <Text role="status">{sought === '' ? texts.none : texts.search.none(sought)}</Text>}
      {documents === null || documents.length === 0 || (sought === '' && next === null) ? null : <Caption1 role="status">{texts.search.shown(documents.length, total)}</Caption1>}
      {elsewhere ? <><div ref={keep}><Button size="small" aria-expanded onClick={() => onOpen(null)}>{texts.hide}</Button></div><DocumentPart key={open} document={open} onChanged={again} /></> : null}
      <ul className={styles.list}>
        {documents?.map(({ id, kindName, state, subject, caption, number, draftedAt }) => (
          <li key={id} ref={open === id ? keep : null}>
            <Text weight="semibold">{kindName}</Text>{' '}
            <Text>{caption}</Text>{' '}
            <Caption1>{[subject.task ?? '', number ?? draftedAt.slice(0, 10), texts.states[state]].filter((text) => text !== '').join(' · ')}</Caption1>{' '}
            <Button size="small" aria-expanded={open === id} aria-label={`${open === id ? texts.hide : texts.open} ${kindName} ${subjectText(subject)}`} onClick={() => onOpen(open === id ? null : id)}>
              {open === id ? texts.hide : texts.open}
            </Button>
            {open === id ? <DocumentPart document={id} onChanged={again} /> : null}
          </li>
        ))}
      </ul>
      {next === null || documents === null ? null : <Row><Button size="small" disabled={reading.running} onClick={() => void run(sought, documents.length + 1)}>{texts.search.more(total - documents.length)}</Button></Row>}
      <LedgerPart />
    </>
  );
}

interface Found { readonly documents: readonly Schemas['DocumentLine'][] | null; readonly total: number; readonly next: string | null; readonly sought: string }

/** Page by page, until at least so many are there: whoever has gone on to the third page stays there. */
async function findDocuments(service: Service, bureau: string, text: string, least: number): Promise<Found> {
  const documents: Schemas['DocumentLine'][] = [];
  for (let after: string | null = null; ;) {
    const query = { ...(text === '' ? {} : { text }), ...(after === null ? {} : { after }) };
    const page: Schemas['ReadDocumentsResponse'] = await answered(service.GET('/api/bureaus/{bureau}/documents', { params: { path: { bureau }, query } }));
    documents.push(...page.documents);
    if (page.next === null || documents.length >= least) return { documents, total: page.total, next: page.next, sought: text };
    after = page.next;
  }
}

function SearchForm({ busy, onSearch }: { readonly busy: boolean; readonly onSearch: (text: string) => void }): React.ReactNode {
  const texts = useDocumentsTexts().search;
  const [text, setText] = useState('');
  return (
    <form role="search" onSubmit={(event) => {
      event.preventDefault();
      onSearch(text.trim());
    }}>
      <Field label={texts.label} hint={texts.hint}>
        <Input type="search" maxLength={100} value={text} contentAfter={<Button type="submit" size="small" appearance="subtle" disabled={busy}>{texts.find}</Button>} onChange={(_, { value }) => setText(value)} />
      </Field>
    </form>
  );
}
