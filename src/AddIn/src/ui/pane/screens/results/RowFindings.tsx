import { Button, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { ResultCheck, RowFinding } from '../../../../usecases/results/resultSheets';
import { usePane } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { useResultsTexts } from './useResultsTexts';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '6px' } });

/** What keeps a sheet of results from being saved, row by row. */
export function RowFindings({ check }: { readonly check: ResultCheck }): React.ReactNode {
  const { host } = usePane();
  const texts = useResultsTexts();
  const styles = useStyles();
  const [marked, setMarked] = useState(false);
  const area = ({ sheet, row, column }: RowFinding) => ({ sheet, row, column, rows: 1, columns: 1 });
  const acting = useTask((_, act: () => Promise<void>) => act());
  const mark = (on: boolean): void => void acting.run(async () => {
    await host.mark(check.sheet, on ? check.findings.map((finding) => ({ area: area(finding), weight: 'error' as const })) : []);
    setMarked(on);
  });
  return (
    <div role="status">
      <Text weight="semibold">{texts.bad(check.findings.length)}</Text>
      <Trouble task={acting} />
      <ul className={styles.list}>
        {check.findings.map((finding) => (
          <li key={`${finding.cell} ${finding.code} ${finding.found}`}>
            <Text>{finding.reason}</Text>
            <Row><Button size="small" appearance="subtle" onClick={() => void acting.run(() => host.jump(area(finding)))}>{texts.jump(finding.cell)}</Button></Row>
          </li>
        ))}
      </ul>
      <Row><Button size="small" onClick={() => mark(!marked)}>{marked ? texts.unmark : texts.mark}</Button></Row>
    </div>
  );
}
