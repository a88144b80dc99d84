import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Schemas } from '../../../../service/client';
import { fetchPart } from '../../../../service/fetchPart';
import { fetchEvidence } from '../../../../usecases/draws/fetchEvidence';
import { writeResult } from '../../../../usecases/draws/writeResult';
import { usePane, usePerson } from '../../context';
import { FileButton } from '../../parts/FileButton';
import { Message } from '../../parts/Message';
import { Row } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { useDrawTexts } from './useDrawTexts';
import type { drawZh } from './draw.zh';

type Verdict = keyof typeof drawZh.verdicts;

const intents = { genuine: 'success', altered: 'error', incomplete: 'warning' } as const;

/** What was drawn: into the sheet, recomputed here, and as papers. */
export function ResultPart({ draw, onWritten }: { readonly draw: Schemas['ShowDrawResponse']; readonly onWritten: () => void }): React.ReactNode {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const texts = useDrawTexts();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [sheet, setSheet] = useState('');
  const writing = useTask(async (progress, task: string) => {
    const area = await writeResult(host, draw, task, progress);
    setSheet(area?.sheet ?? '');
    onWritten();
  });
  const verifying = useTask(async (progress) => {
    // The verifier is loaded by whoever wants to verify.
    const [file, { verifyWith }] = await Promise.all([fetchEvidence(service, bureau, draw.id), fetchPart(() => import('../../../verify/background'))]);
    const worker = new Worker(new URL('./verifyWorker.ts', import.meta.url), { type: 'module' });
    const { verification } = await verifyWith(worker, [file], ({ done, of }) => progress(done, of)).answer;
    setVerdict(verification.answer);
  });
  const finished = draw.tasks.filter(({ outcome }) => outcome !== null);
  if (finished.length === 0) return null;
  const address = `/api/bureaus/${encodeURIComponent(bureau)}/draws/${draw.id}`;
  return (
    <>
      {finished.map(({ id: task, register, outcome }) => (
        <div key={task}>
          <Text>{task}：{texts.drawn(outcome!.drawn.length, register.size)}</Text>
          {outcome!.live ? null : <Text block>{texts.old}</Text>}
          <Message stands intent="error">{outcome!.infeasible.length === 0 ? null : texts.infeasible(outcome!.infeasible.length)}</Message>
          <Row><Button size="small" aria-label={`${texts.write} ${task}`} disabled={writing.running} onClick={() => void writing.run(task)}>{texts.write}</Button></Row>
        </div>
      ))}
      <Row>
        <Button size="small" disabled={verifying.running} onClick={() => void verifying.run()}>{texts.verify}</Button>
        <FileButton file={`${address}/record?format=pdf`} doing={texts.papers.making}>{texts.papers.record}</FileButton>
        <FileButton file={`${address}/drawn-list`}>{texts.papers.list}</FileButton>
        <FileButton file={`${address}/evidence`}>{texts.papers.evidence}</FileButton>
        {draw.publicPage === null ? null : <Button size="small" onClick={() => void host.openWindow(draw.publicPage!)}>{texts.papers.page}</Button>}
      </Row>
      <Working task={writing} label={texts.writing} />
      <Working task={verifying} label={texts.verifying} />
      <Trouble task={writing} />
      <Trouble task={verifying} />
      <Message intent="success">{sheet === '' ? null : texts.written(sheet)}</Message>
      <Message intent={verdict === null ? 'info' : intents[verdict]}>{verdict === null ? null : texts.verdicts[verdict]}</Message>
    </>
  );
}
