import { Button, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { findingGroups, type FindingGroup } from '../../../../domain/plans/findingGroups';
import { readPlace } from '../../../../domain/places';
import type { Schemas } from '../../../../service/client';
import { applyFixes } from '../../../../usecases/plans/applyFixes';
import { markFindings } from '../../../../usecases/plans/markFindings';
import { usePane } from '../../context';
import { Part, Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { ruleName } from './rules';
import { usePlanTexts } from './usePlanTexts';

type Finding = Schemas['PlanFinding'];

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', gap: '8px' }, summary: { cursor: 'pointer', paddingTop: '4px', paddingBottom: '4px' } });

/** By rule. Of a sheet they can be reached and mended; of a stored version (no sheet) they are only read. */
export function Findings({ sheet, findings, onFixed }: { readonly sheet: string | null; readonly findings: readonly Finding[]; readonly onFixed?: () => void }): React.ReactNode {
  const { host } = usePane();
  const texts = usePlanTexts();
  const [marked, setMarked] = useState(false);
  const acting = useTask(async (_, act: () => Promise<unknown>) => act());
  const { run } = acting;
  const jump = (place: string): void => void run(async () => {
    const cell = readPlace(place);
    if (cell !== null) await host.jump({ ...cell, rows: 1, columns: 1 });
  });
  const fix = (some: readonly Finding[]): void => void run(async () => {
    await applyFixes(host, some);
    onFixed?.();
  });
  const mark = (on: boolean): void => void run(async () => {
    await markFindings(host, sheet!, on ? findings : []);
    setMarked(on);
  });
  useEffect(() => {
    // In Excel each marking is a step of the user's undo, so there it stays as it was asked for.
    if (marked && sheet !== null && host.kind === 'web') void run(() => markFindings(host, sheet, findings));
  }, [run, host, sheet, findings, marked]);
  return (
    <Part title={texts.findings}>
      <Trouble task={acting} />
      {findings.length === 0 ? <Text>{texts.none}</Text> : null}
      {findingGroups(findings).map((group) => <Group key={`${group.weight} ${group.code}`} group={group} reachable={sheet !== null} onJump={jump} onFix={fix} />)}
      {sheet === null || (findings.length === 0 && !marked) ? null : <Row><Button size="small" onClick={() => mark(!marked)}>{marked ? texts.unmark : texts.mark}</Button></Row>}
    </Part>
  );
}

function Group({ group, reachable, onJump, onFix }: { readonly group: FindingGroup; readonly reachable: boolean; readonly onJump: (place: string) => void; readonly onFix: (findings: readonly Finding[]) => void }): React.ReactNode {
  const { language } = usePane();
  const texts = usePlanTexts();
  const styles = useStyles();
  const fixable = reachable ? group.findings.filter(({ fix }) => typeof fix === 'string') : [];
  return (
    <details open={group.weight === 'Error'}>
      <summary className={styles.summary}>{texts.weights[group.weight]} · {ruleName(group.code, language)}（{group.findings.length}）</summary>
      {fixable.length > 1 ? <Row><Button size="small" appearance="primary" onClick={() => onFix(fixable)}>{texts.fixAll(fixable.length)}</Button></Row> : null}
      <ul className={styles.list}>
        {group.findings.map((finding) => (
          <li key={`${finding.place} ${finding.found} ${finding.fix}`}>
            <Text>{finding.reason} {finding.found === '' ? texts.empty : texts.says(finding.found)}</Text>
            {!reachable ? null : <Row>
              {readPlace(finding.place) === null ? null : <Button size="small" appearance="subtle" onClick={() => onJump(finding.place)}>{texts.jump(finding.place)}</Button>}
              {typeof finding.fix === 'string' ? <Button size="small" onClick={() => onFix([finding])}>{texts.fix(finding.fix)}</Button> : null}
            </Row>}
          </li>
        ))}
      </ul>
    </details>
  );
}
