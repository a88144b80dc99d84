import { Button, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { useDrawTexts } from './useDrawTexts';

// Telephones read black on white, whatever the pane's colours.
const useStyles = makeStyles({ code: { width: '132px', height: '132px', backgroundColor: '#fff', forcedColorAdjust: 'none' }, address: { wordBreak: 'break-all' } });

/** Addresses and QR codes for the other devices of a ceremony. */
export function CodesPart({ page }: { readonly page: string }): React.ReactNode {
  const { host, service } = usePane();
  const texts = useDrawTexts().codes;
  const styles = useStyles();
  const [codes, setCodes] = useState<readonly (Schemas['PageCodeResponse'] & { readonly label: string; readonly path: string })[]>([]);
  const reading = useTask(async () => setCodes(await Promise.all(([[texts.witness, '/witness'], [texts.ceremony, page]] as const).map(async ([label, path]) => ({
    label, path, ...await answered(service.GET('/api/page-code', { params: { query: { path } } })),
  })))));
  const { run } = reading;
  useEffect(() => void run(), [run, page]);
  return (
    <details>
      <summary>{texts.title}</summary>
      <Trouble task={reading} />
      {codes.map(({ label, path, address, qrCode }) => (
        <div key={path}>
          <Text block size={200}>{label}</Text>
          <img className={styles.code} alt={texts.alt(label)} src={`data:image/svg+xml;utf8,${encodeURIComponent(qrCode)}`} />
          <Row><Button size="small" appearance="subtle" className={styles.address} onClick={() => void host.openWindow(path)}>{address}</Button></Row>
        </div>
      ))}
    </details>
  );
}
