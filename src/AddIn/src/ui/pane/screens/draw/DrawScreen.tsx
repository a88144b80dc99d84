import { Badge, Button, Caption1, Spinner, Tab, TabList, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { CeremonyPart } from './CeremonyPart';
import { PreparePart } from './PreparePart';
import { ReceiptsPart } from './ReceiptsPart';
import { useDrawTexts } from './useDrawTexts';

/** The bureau's draws, and how a new one begins. */
export default function DrawScreen(): React.ReactNode {
  const { roles } = usePerson();
  const texts = useDrawTexts();
  const [tab, setTab] = useState<'list' | 'prepare'>('list');
  const [open, setOpen] = useState<string | null>(null);
  // Counts what may have moved between the workbook and the draws.
  const [moves, setMoves] = useState(0);
  const prepared = (draw: string): void => {
    setOpen(draw);
    setTab('list');
  };
  return (
    <>
      {roles.includes('Clerk') ? (
        <TabList size="small" selectedValue={tab} onTabSelect={(_, { value }) => setTab(value as 'list' | 'prepare')}>
          <Tab value="list">{texts.tabs.list}</Tab>
          <Tab value="prepare">{texts.tabs.prepare}</Tab>
        </TabList>
      ) : null}
      {tab === 'list' ? <DrawList open={open} onOpen={setOpen} onMoved={() => setMoves((before) => before + 1)} /> : <PreparePart onPrepared={prepared} />}
      <ReceiptsPart key={moves} />
    </>
  );
}

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' }, draw: { display: 'flex', flexDirection: 'column', gap: '6px' } });

function DrawList({ open, onOpen, onMoved }: { readonly open: string | null; readonly onOpen: (draw: string | null) => void; readonly onMoved: () => void }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDrawTexts();
  const styles = useStyles();
  const [draws, setDraws] = useState<readonly Schemas['ListDrawsDrawEntry'][] | null>(null);
  const reading = useTask(async () => setDraws(await answered(service.GET('/api/bureaus/{bureau}/draws', { params: { path: { bureau } } }))));
  const { run } = reading;
  useEffect(() => void run(), [run]);
  return (
    <>
      <Caption1>{texts.about}</Caption1>
      <Trouble task={reading} />
      {reading.running && draws === null ? <Spinner size="tiny" label={texts.loading} /> : null}
      {draws?.length === 0 ? <Text>{texts.none}</Text> : null}
      <ul className={styles.list}>
        {draws?.map((draw) => (
          <li key={draw.id} className={styles.draw}>
            <div><Text weight="semibold">{draw.title}</Text> <Badge appearance="tint">{draw.stateName}</Badge> {draw.overdue ? <Badge appearance="tint" color="danger">{texts.overdue}</Badge> : null}</div>
            <Caption1>{texts.tasks(draw.tasks)}</Caption1>
            <Row><Button size="small" aria-expanded={open === draw.id} aria-label={`${open === draw.id ? texts.hide : texts.show} ${draw.title}`} onClick={() => onOpen(open === draw.id ? null : draw.id)}>{open === draw.id ? texts.hide : texts.show}</Button></Row>
            {open === draw.id ? <CeremonyPart id={draw.id} onWritten={onMoved} onMoved={() => {
              void run();
              onMoved();
            }} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
