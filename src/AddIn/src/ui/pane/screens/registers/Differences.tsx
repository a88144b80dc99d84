import { Button, Tab, TabList, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import type { Import, RegisterCode } from '../../../../usecases/registers/importRegister';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useRegistersTexts } from './useRegistersTexts';

type Change = 'Added' | 'Changed' | 'Missing';
type Page = Schemas['ListDifferencesResponse'];

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '4px' } });

/** Row by row and field by field: what is new, what changes, what the file does not have. */
export function Differences({ kind, made }: { readonly kind: RegisterCode; readonly made: Import }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useRegistersTexts();
  const styles = useStyles();
  const counts: Record<Change, number> = { Added: made.added, Changed: made.changed, Missing: made.missing };
  const [change, setChange] = useState<Change>(made.changed > 0 ? 'Changed' : made.added > 0 ? 'Added' : 'Missing');
  const [page, setPage] = useState<Page>({ differences: [], next: null });
  const reading = useTask(async (_, wanted: Change, after: string | null) => {
    const next = await answered(service.GET('/api/bureaus/{bureau}/registers/{kind}/imports/{id}/differences', {
      params: { path: { bureau, kind, id: made.id }, query: { change: wanted, ...(after === null ? {} : { after }) } },
    }));
    setPage((before) => (after === null ? next : { ...next, differences: [...before.differences, ...next.differences] }));
  });
  const { run } = reading;
  useEffect(() => void run(change, null), [run, change]);
  return (
    <>
      <TabList size="small" selectedValue={change} onTabSelect={(_, { value }) => setChange(value as Change)}>
        {(['Added', 'Changed', 'Missing'] as const).map((one) => <Tab key={one} value={one}>{`${texts.kindsOfChange[one]} ${counts[one]}`}</Tab>)}
      </TabList>
      <Working task={reading} label={texts.reading} />
      <Trouble task={reading} />
      {page.differences.length === 0 && !reading.running ? <Text>{texts.noneOf}</Text> : null}
      <ul className={styles.list}>
        {page.differences.map(({ id, name, row, fields }) => (
          <li key={id}>
            <Text weight="semibold">{name}</Text> <Text size={200}>{id}{row === null ? '' : ` · ${texts.row(row)}`}</Text>
            {change !== 'Changed' ? null : fields.map(({ column, before, after }) => <Text key={column} block size={200}>{texts.field(column, before ?? texts.empty, after ?? texts.empty)}</Text>)}
          </li>
        ))}
      </ul>
      {page.next === null ? null : <Row><Button size="small" disabled={reading.running} onClick={() => void run(change, page.next)}>{texts.more}</Button></Row>}
    </>
  );
}
