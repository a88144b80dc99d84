import { Badge, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { useResultsTexts } from './useResultsTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });
const colours = { Overdue: 'danger', Today: 'severe', Soon: 'warning', Later: 'informative' } as const;

/** Last days of one task: a colour, and a sentence that needs none. */
export function Deadlines({ run, stamp }: { readonly run: string; readonly stamp: unknown }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useResultsTexts();
  const styles = useStyles();
  const [entries, setEntries] = useState<readonly Schemas['ListDeadlinesEntry'][] | null>(null);
  const reading = useTask(async () => {
    const found = await answered(service.GET('/api/bureaus/{bureau}/deadlines', { params: { path: { bureau } } }));
    setEntries(found.entries.filter((entry) => entry.run === run));
  });
  const { run: read } = reading;
  useEffect(() => void read(), [read, stamp]);
  return (
    <Part title={texts.deadlines}>
      <Trouble task={reading} />
      {entries?.length === 0 ? <Text>{texts.noDeadlines}</Text> : null}
      <ul className={styles.list}>
        {entries?.map(({ kind, objectId, name, state, words }) => (
          <li key={`${kind} ${objectId}`}>
            <Text>{name} · {state} · {words.text}</Text>{' '}
            {texts.levels[words.level] === '' ? null : <Badge appearance="filled" color={colours[words.level]}>{texts.levels[words.level]}</Badge>}
          </li>
        ))}
      </ul>
    </Part>
  );
}
