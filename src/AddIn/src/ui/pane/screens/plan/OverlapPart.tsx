import { Badge, Button, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { readPlace } from '../../../../domain/places';
import type { Schemas } from '../../../../service/client';
import { findOverlap } from '../../../../usecases/plans/findOverlap';
import { usePane, usePerson } from '../../context';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useToolsTexts } from './useToolsTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** Tasks of the sheet that concern the same objects: one joint task saves visits. */
export function OverlapPart(): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const all = useToolsTexts();
  const texts = all.overlap;
  const styles = useStyles();
  const [found, setFound] = useState<Schemas['FindOverlapResponse'] | null>(null);
  const finding = useTask(async () => setFound(await findOverlap(host, service, bureau)));
  const jumping = useTask(async (_, place: string) => {
    const cell = readPlace(place);
    if (cell !== null) await host.jump({ ...cell, rows: 1, columns: 1 });
  });
  return (
    <Part title={texts.title}>
      <Row><Button size="small" disabled={finding.running} onClick={() => void finding.run()}>{texts.find}</Button></Row>
      <Working task={finding} label={all.doing} />
      <Trouble task={finding} />
      <Trouble task={jumping} />
      {found === null ? null : found.registerVersion === null ? <Text>{texts.noRegister}</Text> : found.suggestions.length === 0 ? <Text>{texts.none}</Text> : (
        <ul className={styles.list}>
          {found.suggestions.map(({ first, second, sentence, visitsSaved }) => (
            <li key={`${first.place} ${second.place}`}>
              <Text>{sentence}</Text> <Badge appearance="tint" color="success">{texts.saved(visitsSaved)}</Badge>
              <Row>{[first, second].map(({ place, label }) => <Button key={place} size="small" appearance="subtle" onClick={() => void jumping.run(place)}>{all.jump(label === '' ? place : label)}</Button>)}</Row>
            </li>
          ))}
        </ul>
      )}
      {found === null || found.unknown.length === 0 ? null : <Text size={200}>{texts.unknown(found.unknown.map(({ name }) => name))}</Text>}
    </Part>
  );
}
