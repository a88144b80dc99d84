import { Button, Checkbox, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { checkResults, NoResultSheet, openResultSheet, saveResults, type ResultCheck } from '../../../../usecases/results/resultSheets';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useChanges } from '../../useChanges';
import { useTask } from '../../useTask';
import { Deadlines } from './Deadlines';
import { PublishPart } from './PublishPart';
import { RowFindings } from './RowFindings';
import { useResultsTexts } from './useResultsTexts';

/** One drawn task from its sheet to publication. */
export function RunPart({ run, onChanged }: { readonly run: string; readonly onChanged: () => void }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useResultsTexts();
  const [view, setView] = useState<Schemas['RunView'] | null>(null);
  const [check, setCheck] = useState<ResultCheck | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  const [live, setLive] = useState(false);
  const reading = useTask(async () => setView(await answered(service.GET('/api/bureaus/{bureau}/check-runs/{id}', { params: { path: { bureau, id: run } } }))));
  const writing = useTask((progress) => openResultSheet(host, service, bureau, view!, progress));
  const checking = useTask(async () => {
    setSaved(null);
    setCheck(await checkResults(host, service, bureau, run));
  });
  const saving = useTask(async () => {
    const done = await saveResults(host, service, bureau, run);
    setCheck(done.findings.length === 0 ? null : done);
    setSaved(done.findings.length === 0 ? done.entered : null);
    await reading.run();
    onChanged();
  });
  const { run: read } = reading;
  useEffect(() => void read(), [read]);
  useChanges(live && !saving.running && !writing.running, () => void checking.run());
  if (view === null) return <><Working task={reading} label={texts.loading} /><Trouble task={reading} /></>;
  const enters = roles.includes('Clerk') && view.summary.state !== 'Superseded';
  const changed = (): void => {
    void reading.run();
    onChanged();
  };
  const missing = [checking.fault, saving.fault].some((fault) => fault instanceof NoResultSheet);
  return (
    <>
      {!enters ? null : (
        <>
          <Text size={200}>{texts.paste}</Text>
          <Row>
            <Button size="small" disabled={writing.running} onClick={() => void writing.run()}>{texts.sheet}</Button>
            <Button size="small" disabled={checking.running} onClick={() => void checking.run()}>{texts.check}</Button>
            <Button size="small" appearance="primary" disabled={saving.running} onClick={() => void saving.run()}>{texts.save}</Button>
            <Checkbox checked={live} onChange={(_, { checked }) => setLive(checked === true)} label={texts.live} />
          </Row>
          <Working task={writing} label={texts.writing} />
          <Working task={checking} label={texts.checking} />
          <Working task={saving} label={texts.saving} />
          <Trouble task={writing} />
          <Message intent="warning">{missing ? texts.noSheet : null}</Message>
          {missing ? null : <><Trouble task={checking} /><Trouble task={saving} /></>}
          <Message intent="success">{check === null || check.findings.length > 0 ? null : texts.clean(check.entered, check.unchanged)}</Message>
          {check === null || check.findings.length === 0 ? null : <RowFindings check={check} />}
          <Message intent="success">{saved === null ? null : texts.saved(saved)}</Message>
        </>
      )}
      <Trouble task={reading} />
      <Deadlines run={run} stamp={view} />
      <PublishPart view={view} onChanged={changed} />
    </>
  );
}
