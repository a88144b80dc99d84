import { Badge, Button, Caption1, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson, useTexts } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { drawEn } from './draw.en';
import { drawZh } from './draw.zh';
import { DrawPart } from './DrawPart';
import { ReceiptsPart } from './ReceiptsPart';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' } });

/** The bureau's draws: to the ceremony, to the sheet, to one's own verification. */
export default function DrawScreen(): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useTexts({ 'zh-CN': drawZh, 'en-US': drawEn });
  const styles = useStyles();
  const [draws, setDraws] = useState<readonly Schemas['ListDrawsDrawEntry'][] | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [written, setWritten] = useState(0);
  const reading = useTask(async () => setDraws(await answered(service.GET('/api/bureaus/{bureau}/draws', { params: { path: { bureau } } }))));
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const ceremony = `/ceremony?bureau=${encodeURIComponent(bureau)}`;
  return (
    <>
      <Row><Button appearance="primary" onClick={() => void host.openWindow(ceremony)}>{texts.open}</Button></Row>
      <Caption1>{texts.about}</Caption1>
      <Trouble task={reading} />
      {reading.running && draws === null ? <Spinner size="tiny" /> : null}
      {draws?.length === 0 ? <Text>{texts.none}</Text> : null}
      <ul className={styles.list}>
        {draws?.map((draw) => (
          <li key={draw.id}>
            <Text weight="semibold">{draw.title}</Text> <Badge appearance="tint">{draw.stateName}</Badge> {draw.overdue ? <Badge appearance="tint" color="danger">{texts.overdue}</Badge> : null}
            <div><Caption1>{texts.tasks(draw.tasks)}</Caption1></div>
            <Row>
              <Button size="small" aria-expanded={open === draw.id} onClick={() => setOpen(open === draw.id ? null : draw.id)}>{open === draw.id ? texts.hide : texts.show}</Button>
              <Button size="small" appearance="subtle" onClick={() => void host.openWindow(`${ceremony}&draw=${draw.id}`)}>{texts.follow}</Button>
            </Row>
            {open === draw.id ? <DrawPart id={draw.id} onWritten={() => setWritten(written + 1)} /> : null}
          </li>
        ))}
      </ul>
      <ReceiptsPart key={written} />
    </>
  );
}
