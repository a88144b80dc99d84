import { Caption1, Field, Select, Text, makeStyles } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { momentText } from '../../../../domain/ceremony/moments';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useReviewTexts } from './useReviewTexts';

type Comparison = Schemas['CompareDocumentsResponse'];
const base = '/api/bureaus/{bureau}/documents/{document}';
const marks = { Same: 'span', Removed: 'del', Added: 'ins' } as const;
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** What differs in the printed text, from an earlier draft or from the document this one corrects. Read when somebody opens it. */
export function ComparePart({ document, corrects }: { readonly document: string; readonly corrects: boolean }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useReviewTexts();
  const [earlier, setEarlier] = useState<readonly Schemas['CompareDocumentsRevisionView'][] | null>(null);
  const [chosen, setChosen] = useState('');
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const path = { bureau, document };
  // Arrow keys go through the list faster than texts are compared; only the last choice counts.
  const last = useRef(0);
  const comparing = useTask(async (_, from: string) => {
    const mine = ++last.current;
    setComparison(null);
    const found = await answered(service.GET(`${base}/comparison`, { params: { path, query: from === '' ? {} : { from: Number(from) } } })).catch((fault: unknown) => {
      if (mine === last.current) throw fault;
      return null;
    });
    if (mine === last.current) setComparison(found);
  });
  const reading = useTask(async () => {
    const found = (await answered(service.GET(`${base}/revisions`, { params: { path } }))).slice(0, -1).toReversed();
    setEarlier(found);
    const first = corrects ? '' : String(found[0]?.revision ?? '');
    setChosen(first);
    if (corrects || found.length > 0) await comparing.run(first);
  });
  return (
    <details onToggle={({ currentTarget }) => (currentTarget.open ? void reading.run() : undefined)}>
      <summary>{corrects ? texts.compareCorrects : texts.compare}</summary>
      <Working task={reading} label={texts.comparing} />
      <Trouble task={reading} />
      {earlier === null ? null : !corrects && earlier.length === 0 ? <Text>{texts.onlyOne}</Text> : (
        <Field label={texts.against}>
          <Select value={chosen} onChange={(_, { value }) => {
            setChosen(value);
            void comparing.run(value);
          }}>
            {corrects ? <option value="">{texts.corrected}</option> : null}
            {earlier.map(({ revision, writtenBy, writtenAt }) => <option key={revision} value={revision}>{texts.revision(revision, writtenBy, momentText(writtenAt))}</option>)}
          </Select>
        </Field>
      )}
      {reading.running ? null : <Working task={comparing} label={texts.comparing} />}
      <Trouble task={comparing} />
      {comparison === null ? null : <Differences comparison={comparison} />}
    </details>
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
