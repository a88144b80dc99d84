import { Button, Caption1, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas, type Service } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useReviewTexts } from './useReviewTexts';

type Comparison = Schemas['CompareDocumentsResponse'];
const base = '/api/bureaus/{bureau}/documents/{document}';
const nothing = 'nothing';
const isRevision = (value: string): boolean => /^\d+$/.test(value);
const marks = { Same: 'span', Removed: 'del', Added: 'ins' } as const;
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** What differs in the printed text, from an earlier draft, from the document this one corrects, or from any other of the bureau. Read when somebody opens it. */
export function ComparePart({ document, corrects }: { readonly document: string; readonly corrects: boolean }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useReviewTexts();
  const [earlier, setEarlier] = useState<readonly Schemas['CompareDocumentsRevisionView'][] | null>(null);
  const [others, setOthers] = useState<Others>({ documents: [], more: false });
  const [chosen, setChosen] = useState('');
  const [sought, setSought] = useState(false);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const path = { bureau, document };
  // Arrow keys go through the list faster than texts are compared; only the last choice counts.
  const last = useRef(0);
  const comparing = useTask(async (_, before: string) => {
    const mine = ++last.current;
    setComparison(null);
    const found = await answered(service.GET(`${base}/comparison`, { params: { path, query: before === '' ? {} : isRevision(before) ? { from: Number(before) } : { with: before } } })).catch((fault: unknown) => {
      if (mine === last.current) throw fault;
      return null;
    });
    if (mine === last.current) setComparison(found);
  });
  const finding = useTask(async (_, text: string) => setOthers(await findOthers(service, bureau, document, text)));
  const reading = useTask(async () => {
    void finding.run('');
    const found = (await answered(service.GET(`${base}/revisions`, { params: { path } }))).slice(0, -1).toReversed();
    setEarlier(found);
    const first = corrects ? '' : String(found[0]?.revision ?? nothing);
    setChosen(first);
    if (corrects || found.length > 0) await comparing.run(first);
  });
  return (
    <details onToggle={({ currentTarget }) => (currentTarget.open ? void reading.run() : undefined)}>
      <summary>{corrects ? texts.compareCorrects : texts.compare}</summary>
      <Working task={reading} label={texts.comparing} />
      <Trouble task={reading} />
      {earlier === null || corrects || earlier.length > 0 ? null : <Text block>{texts.onlyOne}</Text>}
      {earlier === null ? null : (
        <Field label={texts.against}>
          <Select value={chosen} onChange={(_, { value }) => {
            setChosen(value);
            if (value !== nothing) void comparing.run(value);
          }}>
            {!corrects && earlier.length === 0 ? <option value={nothing}>{texts.choose}</option> : null}
            {corrects ? <option value="">{texts.corrected}</option> : null}
            {earlier.map(({ revision, writtenBy, writtenAt }) => <option key={revision} value={revision}>{texts.revision(revision, writtenBy, momentText(writtenAt))}</option>)}
            {others.documents.length === 0 ? null : <optgroup label={texts.others}>{others.documents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</optgroup>}
          </Select>
        </Field>
      )}
      {earlier !== null && (others.more || sought) ? <FindOther busy={finding.running} onFind={(text) => {
        setSought(true);
        void finding.run(text);
      }} /> : null}
      <Trouble task={finding} />
      {reading.running ? null : <Working task={comparing} label={texts.comparing} />}
      <Trouble task={comparing} />
      {comparison === null ? null : <Differences comparison={comparison} />}
    </details>
  );
}

interface Others { readonly documents: readonly { readonly id: string; readonly name: string }[]; readonly more: boolean }

async function findOthers(service: Service, bureau: string, document: string, text: string): Promise<Others> {
  const { documents, next } = await answered(service.GET('/api/bureaus/{bureau}/documents', { params: { path: { bureau }, query: text === '' ? {} : { text } } }));
  return {
    documents: documents.filter(({ id }) => id !== document).map(({ id, kindName, caption, number, draftedAt }) => ({ id, name: [kindName, caption, number ?? draftedAt.slice(0, 10)].join(' · ') })),
    more: next !== null,
  };
}

function FindOther({ busy, onFind }: { readonly busy: boolean; readonly onFind: (text: string) => void }): React.ReactNode {
  const texts = useReviewTexts();
  const [text, setText] = useState('');
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      onFind(text.trim());
    }}>
      <Field label={texts.findOther}>
        <Input type="search" maxLength={100} value={text} contentAfter={<Button type="submit" size="small" appearance="subtle" disabled={busy}>{texts.find}</Button>} onChange={(_, { value }) => setText(value)} />
      </Field>
    </form>
  );
}

function Differences({ comparison: { before, after, same, changes } }: { readonly comparison: Comparison }): React.ReactNode {
  const texts = useReviewTexts();
  const styles = useStyles();
  return (
    <>
      <Text block role="status">{texts.compared(before, after, same, changes.length)}</Text>
      <ul className={styles.list}>
        {changes.map(({ beforePlace, afterPlace, parts }) => (
          <li key={`${beforePlace} ${afterPlace}`}>
            <Caption1 block>{afterPlace === '' ? texts.gone(beforePlace) : texts.moved(beforePlace, afterPlace)}</Caption1>
            {/* eslint-disable-next-line react/no-array-index-key -- stretches of one text have no name but their order */}
            <Text>{parts.map(({ kind, text }, at) => { const Mark = marks[kind]; return <Mark key={`${at} ${kind}`}>{text}</Mark>; })}</Text>
          </li>
        ))}
      </ul>
    </>
  );
}
