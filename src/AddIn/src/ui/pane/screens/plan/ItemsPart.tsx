import { Button, Caption1, Checkbox, Field, Input, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { columnName } from '../../../../domain/places';
import { answered, type Schemas } from '../../../../service/client';
import { addItemRows, type AddedRows } from '../../../../usecases/plans/addItemRows';
import { checkLimits } from '../../../../usecases/plans/checkLimits';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useToolsTexts } from './useToolsTexts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '6px' }, more: { paddingLeft: '32px' }, notes: { margin: 0, paddingLeft: '18px' } });

/** The bureau's item list: rows for chosen items into the plan, and the plan against the list's limits. */
export function ItemsPart(): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const all = useToolsTexts();
  const texts = all.items;
  const styles = useStyles();
  const [items, setItems] = useState<readonly Schemas['ItemView'][] | null>(null);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<AddedRows | 'no plan' | null>(null);
  const reading = useTask(async () => setItems(await answered(service.GET('/api/bureaus/{bureau}/items', { params: { path: { bureau } } }))));
  const adding = useTask(async () => {
    const done = await addItemRows(host, service, bureau, [...chosen]) ?? 'no plan';
    setAdded(done);
    if (done !== 'no plan' && 'row' in done) setChosen(new Set());
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  if (items === null) return <><Working task={reading} label={all.loading} /><Trouble task={reading} /></>;
  if (items.length === 0) return <Text>{texts.empty}</Text>;
  const wanted = words.trim();
  const shown = items.filter(({ number, content }) => [number, content.name, content.field, content.basis].some((text) => text.includes(wanted)));
  return (
    <>
      <LimitsPart />
      <Field label={texts.find}><Input type="search" value={words} onChange={(_, { value }) => setWords(value)} /></Field>
      <Row><Button appearance="primary" size="small" disabled={chosen.size === 0 || adding.running} onClick={() => void adding.run()}>{texts.add(chosen.size)}</Button></Row>
      <Working task={adding} label={all.doing} />
      <Trouble task={adding} />
      <Added added={added} />
      {shown.length === 0 ? <Text>{texts.none}</Text> : null}
      <ul className={styles.list}>
        {shown.map(({ number, content }) => (
          <li key={number}>
            <Checkbox checked={chosen.has(number)} disabled={content.active === false} label={`${number} ${content.name}`} onChange={(_, { checked }) => setChosen(new Set(checked === true ? [...chosen, number] : [...chosen].filter((one) => one !== number)))} />
            <div className={styles.more}>
              <Caption1 block>{content.field} · {content.objects} · {texts.limits(content.ratioLimit ?? null, content.timesLimit ?? null)}{content.active === false ? ` · ${texts.inactive}` : ''}</Caption1>
              <Caption1 block>{texts.basis(content.basis)}</Caption1>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Added({ added }: { readonly added: AddedRows | 'no plan' | null }): React.ReactNode {
  const all = useToolsTexts();
  const styles = useStyles();
  return (
    <Message intent={added === 'no plan' || (added !== null && 'blocked' in added) ? 'warning' : 'success'}>
      {added === null ? null : added === 'no plan' ? all.notPlan : 'blocked' in added ? all.items.blocked(added.sheet, added.blocked) : (
        <>
          {all.items.added(added.sheet, added.row, added.proposals.length)}
          <ul className={styles.notes}>{[...new Set(added.proposals.flatMap(({ notes }) => notes))].map((note) => <li key={note}>{note}</li>)}</ul>
        </>
      )}
    </Message>
  );
}

function LimitsPart(): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const all = useToolsTexts();
  const styles = useStyles();
  const [found, setFound] = useState<Awaited<ReturnType<typeof checkLimits>> | null>(null);
  const checking = useTask(async () => setFound(await checkLimits(host, service, bureau)));
  const jumping = useTask((_, row: number, column: number) => host.jump({ sheet: found!.sheet, row, column, rows: 1, columns: 1 }));
  return (
    <>
      <Row><Button size="small" disabled={checking.running} onClick={() => void checking.run()}>{all.items.check}</Button></Row>
      <Working task={checking} label={all.doing} />
      <Trouble task={checking} />
      <Trouble task={jumping} />
      {found === null ? null : found.problems.length === 0 ? <Text role="status">{all.items.fine}</Text> : (
        <ul className={styles.notes}>
          {found.problems.map((one) => (
            <li key={`${one.row} ${one.kind} ${one.item}`}>
              <Text>{all.items[one.kind](one.row, one.item, one.found, one.limit)}</Text>{' '}
              <Button size="small" appearance="subtle" onClick={() => void jumping.run(one.row, one.column)}>{all.jump(`${columnName(one.column)}${one.row}`)}</Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
