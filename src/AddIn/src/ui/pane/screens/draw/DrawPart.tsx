import { Button, MessageBar, MessageBarBody, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { fetchEvidence } from '../../../../usecases/draws/fetchEvidence';
import { writeResult } from '../../../../usecases/draws/writeResult';
import { verifyWith } from '../../../verify/background';
import { usePane, usePerson, useTexts } from '../../context';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { drawEn } from './draw.en';
import { drawZh } from './draw.zh';

type Verdict = keyof typeof drawZh.verdicts;

const intents = { genuine: 'success', altered: 'error', incomplete: 'warning' } as const;

/** One draw: what was drawn, into the sheet, and recomputed here. */
export function DrawPart({ id, onWritten }: { readonly id: string; readonly onWritten: () => void }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useTexts({ 'zh-CN': drawZh, 'en-US': drawEn });
  const [draw, setDraw] = useState<Schemas['ShowDrawResponse'] | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [sheet, setSheet] = useState('');
  const reading = useTask(async () => setDraw(await answered(service.GET('/api/bureaus/{bureau}/draws/{id}', { params: { path: { bureau, id } } }))));
  const writing = useTask(async (progress, task: string) => {
    const area = await writeResult(host, draw!, task, progress);
    setSheet(area?.sheet ?? '');
    onWritten();
  });
  const verifying = useTask(async (progress) => {
    const file = await fetchEvidence(service, bureau, id);
    const worker = new Worker(new URL('./verifyWorker.ts', import.meta.url), { type: 'module' });
    const { verification } = await verifyWith(worker, [file], ({ done, of }) => progress(done, of)).answer;
    setVerdict(verification.answer);
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  const finished = draw?.tasks.filter(({ outcome }) => outcome !== null) ?? [];
  return (
    <>
      <Trouble task={reading} />
      {finished.map(({ id: task, register, outcome }) => (
        <div key={task}>
          <Text>{task}：{texts.drawn(outcome!.drawn.length, register.size)}</Text>
          <Row><Button size="small" disabled={writing.running} onClick={() => void writing.run(task)}>{texts.write}</Button></Row>
        </div>
      ))}
      {finished.length === 0 ? null : <Row><Button size="small" disabled={verifying.running} onClick={() => void verifying.run()}>{texts.verify}</Button></Row>}
      <Working task={writing} label={texts.writing} />
      <Working task={verifying} label={texts.verifying} />
      <Trouble task={writing} />
      <Trouble task={verifying} />
      {sheet === '' ? null : <MessageBar intent="success" layout="multiline"><MessageBarBody>{texts.written(sheet)}</MessageBarBody></MessageBar>}
      {verdict === null ? null : <MessageBar intent={intents[verdict]} layout="multiline" role="status"><MessageBarBody>{texts.verdicts[verdict]}</MessageBarBody></MessageBar>}
    </>
  );
}
