import { Button, Checkbox, Field, Input, Select, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { useResultsTexts } from './useResultsTexts';

type Kind = 'Meeting' | 'Document' | 'Training';
const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px' } });
const empty = { kind: 'Meeting' as Kind, heldOn: '', name: '', number: '', people: '', content: '', ordersChecks: false };

/** Meetings, documents and trainings of a month, recorded by the clerk. */
export function MonthRecords({ year, month, onChanged }: { readonly year: number; readonly month: number; readonly onChanged: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const { month: texts } = useResultsTexts();
  const styles = useStyles();
  const [records, setRecords] = useState<readonly Schemas['MonthActsRecordView'][]>([]);
  const [typed, setTyped] = useState(empty);
  const clerk = roles.includes('Clerk');
  const reading = useTask(async () => setRecords(await answered(service.GET('/api/bureaus/{bureau}/month-records', { params: { path: { bureau }, query: { year, month } } }))));
  const acting = useTask(async (_, act: () => Promise<unknown>) => {
    await act();
    await reading.run();
    onChanged();
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const { kind } = typed;
  const text = (name: 'heldOn' | 'name' | 'number' | 'people' | 'content', label: string, type: 'text' | 'date' | 'number' = 'text'): React.ReactNode => (
    <Field label={label} required><Input type={type} value={typed[name]} onChange={(_, { value }) => setTyped({ ...typed, [name]: value })} /></Field>
  );
  return (
    <Part title={texts.records}>
      <Trouble task={reading} />
      <Trouble task={acting} />
      <ul className={styles.list}>
        {records.map((one) => (
          <li key={one.id}>
            <Text>{texts.kinds[one.kind]} · {one.heldOn} · {one.name}{one.number === null ? '' : `（${one.number}）`}</Text>{' '}
            {clerk ? <Button size="small" appearance="subtle" aria-label={texts.remove(one.name)} onClick={() => void acting.run(() => answered(service.DELETE('/api/bureaus/{bureau}/month-records/{id}', { params: { path: { bureau, id: one.id } } })))}>×</Button> : null}
          </li>
        ))}
      </ul>
      {!clerk ? null : (
        <form onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await answered(service.POST('/api/bureaus/{bureau}/month-records', {
              params: { path: { bureau } },
              body: {
                kind, heldOn: typed.heldOn, name: typed.name,
                ...(kind === 'Document' ? { number: typed.number, ordersChecks: typed.ordersChecks } : {}),
                ...(kind === 'Training' ? { people: Number(typed.people), content: typed.content } : {}),
              },
            }));
            setTyped({ ...empty, kind });
          });
        }}>
          <Field label={texts.kind}><Select value={kind} onChange={(_, { value }) => setTyped({ ...typed, kind: value as Kind })}>{(['Meeting', 'Document', 'Training'] as const).map((one) => <option key={one} value={one}>{texts.kinds[one]}</option>)}</Select></Field>
          {text('heldOn', texts.date, 'date')}
          {text('name', texts.name)}
          {kind === 'Document' ? text('number', texts.number) : null}
          {kind === 'Document' ? <Checkbox label={texts.orders} checked={typed.ordersChecks} onChange={(_, { checked }) => setTyped({ ...typed, ordersChecks: checked === true })} /> : null}
          {kind === 'Training' ? text('people', texts.people, 'number') : null}
          {kind === 'Training' ? text('content', texts.content) : null}
          <Button type="submit" size="small" disabled={acting.running || typed.heldOn === '' || typed.name.trim() === ''}>{texts.add}</Button>
        </form>
      )}
    </Part>
  );
}
