import { Button, Caption1, Select, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { ServiceFault } from '../../../../service/ServiceFault';
import { checkSheet } from '../../../../usecases/plans/checkSheet';
import { usePane, usePerson } from '../../context';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useToolsTexts } from './useToolsTexts';

type Known = Schemas['RememberHeaderResponse'];
type Column = Schemas['PlanColumn'];

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** What each header of the sheet means, and what the bureau has taught before. */
export function HeadersPart(): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const all = useToolsTexts();
  const texts = all.headers;
  const styles = useStyles();
  const [known, setKnown] = useState<Known | null>(null);
  const [columns, setColumns] = useState<readonly Schemas['ColumnView'][] | null>(null);
  const reading = useTask(async () => {
    setKnown(await answered(service.GET('/api/bureaus/{bureau}/plan-headers', { params: { path: { bureau } } })));
    try {
      setColumns((await checkSheet(host, service, bureau)).answer.columns);
    } catch (fault) {
      // A sheet without a known header has none to explain; the remembered ones are shown all the same.
      if (!(fault instanceof ServiceFault) || fault.away) throw fault;
      setColumns([]);
    }
  });
  const teaching = useTask(async (_, header: string, column: Column | null) => {
    setKnown(await answered(service.PUT('/api/bureaus/{bureau}/plan-headers', { params: { path: { bureau } }, body: { header, column } })));
    await reading.run();
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  if (known === null) return <><Working task={reading} label={all.loading} /><Trouble task={reading} /></>;
  const unknown = columns?.filter(({ column }) => column === null) ?? [];
  return (
    <>
      <Part title={texts.title}>
        <Caption1>{texts.about}</Caption1>
        <Trouble task={reading} />
        {columns === null ? null : columns.length === 0 ? <Text>{all.notPlan}</Text> : unknown.length === 0 ? <Text>{texts.allKnown}</Text> : null}
        {unknown.map(({ place, header }) => <Unknown key={place} header={header} known={known} busy={teaching.running} onTaught={(column) => void teaching.run(header, column)} />)}
        <Trouble task={teaching} />
      </Part>
      <Part title={texts.remembered}>
        {known.remembered.length === 0 ? <Text>{texts.none}</Text> : null}
        <ul className={styles.list}>
          {known.remembered.map(({ header, columnName }) => (
            <li key={header}>{texts.line(header, columnName)} <Button size="small" aria-label={`${texts.forget} ${header}`} disabled={teaching.running} onClick={() => void teaching.run(header, null)}>{texts.forget}</Button></li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Unknown({ header, known, busy, onTaught }: { readonly header: string; readonly known: Known; readonly busy: boolean; readonly onTaught: (column: Column) => void }): React.ReactNode {
  const texts = useToolsTexts().headers;
  const [column, setColumn] = useState('');
  return (
    <div>
      <Text block>{header}（{texts.unknown}）</Text>
      <Row>
        <Select size="small" aria-label={texts.meaning(header)} value={column} onChange={(_, { value }) => setColumn(value)}>
          <option value="" />
          {known.columns.map((one) => <option key={one.column} value={one.column ?? ''}>{one.name}</option>)}
        </Select>
        <Button size="small" disabled={busy || column === ''} onClick={() => onTaught(column as Column)}>{texts.save}</Button>
      </Row>
    </div>
  );
}
