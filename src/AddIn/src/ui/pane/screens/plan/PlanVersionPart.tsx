import { Button, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { planSheets } from '../../../../domain/plans/planSheet';
import { answered, type Schemas } from '../../../../service/client';
import { linkPlan } from '../../../../usecases/plans/planLinks';
import { writePlan } from '../../../../usecases/plans/writePlan';
import { usePane, usePerson } from '../../context';
import { Question, useReturn } from '../../parts/Asked';
import { FileButton } from '../../parts/FileButton';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Reason } from '../../parts/Reason';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { Changes } from './Changes';
import { Findings } from './Findings';
import { Forecast } from './Forecast';
import { usePlanTexts } from './usePlanTexts';

interface Loaded { readonly version: Schemas['VersionView']; readonly check: Schemas['CheckView']; readonly changes: Schemas['ReadPlansChanges'] }

/** One version as the section head sees it before deciding: findings, figures, and what changed. */
export function PlanVersionPart({ plan, number, onDecided }: { readonly plan: string; readonly number: number; readonly onDecided: () => void }): React.ReactNode {
  const pane = usePane();
  const { host, service } = pane;
  const { bureau, roles } = usePerson();
  const texts = usePlanTexts();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [asking, setAsking] = useState<'adopt' | 'return' | null>(null);
  const [said, setSaid] = useState('');
  const path = { params: { path: { bureau, plan, number } } };
  const base = '/api/bureaus/{bureau}/plans/{plan}/versions/{number}';
  const reading = useTask(async () => {
    const [version, check, changes] = await Promise.all([
      answered(service.GET(base, path)), answered(service.GET(`${base}/check`, path)), answered(service.GET(`${base}/changes`, path)),
    ]);
    setLoaded({ version, check, changes });
  });
  const deciding = useTask(async (_, decide: () => Promise<unknown>, words: string) => {
    await decide();
    setSaid(words);
    setAsking(null);
    onDecided();
    await reading.run();
  });
  const writing = useTask(async (progress) => {
    const area = await writePlan(host, planSheets(loaded!.version), progress);
    if (area !== null) await linkPlan(host, area.sheet, loaded!.version);
  });
  useReturn(asking);
  const { run } = reading;
  useEffect(() => void run(), [run]);
  if (loaded === null) return <><Working task={reading} label={texts.checking} /><Trouble task={reading} /></>;
  const { version, check, changes } = loaded;
  const { revision } = version;
  const decides = roles.includes('SectionHead') && version.status === 'Submitted';
  return (
    <>
      <Text>{texts.counts(check.errors, check.warnings, check.advice)}</Text>
      {version.reason === null ? null : <Text block>{texts.plans.reason(version.reason)}</Text>}
      {decides && asking === null ? (
        <Row>
          <Button appearance="primary" size="small" data-asks="adopt" onClick={() => setAsking('adopt')}>{texts.plans.adopt}</Button>
          <Button size="small" data-asks="return" onClick={() => setAsking('return')}>{texts.plans.back}</Button>
        </Row>
      ) : null}
      {asking === 'adopt' ? (
        <Question question={texts.plans.adoptSure} onClose={() => setAsking(null)}>
          <Row>
            <Button size="small" appearance="primary" disabled={deciding.running} onClick={() => void deciding.run(() => answered(service.POST(`${base}/adopt`, { ...path, body: { revision } })), texts.plans.adopted)}>{texts.plans.adopt}</Button>
            <Button size="small" onClick={() => setAsking(null)}>{pane.texts.cancel}</Button>
          </Row>
        </Question>
      ) : null}
      {asking === 'return' ? (
        <Reason label={texts.plans.backWhy} action={texts.plans.back} busy={deciding.running} onCancel={() => setAsking(null)}
          onDone={(reason) => void deciding.run(() => answered(service.POST(`${base}/return`, { ...path, body: { revision, reason } })), texts.plans.returned)} />
      ) : null}
      <Trouble task={deciding} />
      <Message intent="success">{said}</Message>
      <Row>
        <Button size="small" disabled={writing.running} onClick={() => void writing.run()}>{texts.plans.write}</Button>
        <FileButton file={`/api/bureaus/${bureau}/plans/${plan}/versions/${number}/workbook`}>{texts.plans.print}</FileButton>
      </Row>
      <Working task={writing} label={texts.start.writing} />
      <Trouble task={writing} />
      {changes.fields.length === 0 ? null : <details open><summary>{texts.plans.changes(changes.from)}（{changes.fields.length}）</summary><Changes changes={changes.fields} before="−" after="＋" /></details>}
      <Findings sheet={null} findings={check.findings} />
      <Forecast figures={check.forecast} />
    </>
  );
}
