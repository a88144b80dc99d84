import { Button, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { RunPart } from './RunPart';
import { useResultsTexts } from './useResultsTexts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' } });

interface Waiting { readonly draw: string; readonly task: string; readonly title: string }

/** Every task being checked, and those drawn that wait to be begun. */
export function RunsPart(): React.ReactNode {
  const { service } = usePane();
  const { bureau, roles } = usePerson();
  const texts = useResultsTexts();
  const styles = useStyles();
  const [runs, setRuns] = useState<readonly Schemas['RunSummary'][] | null>(null);
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const path = { bureau };
  const reading = useTask(async () => {
    const [found, draws] = await Promise.all([
      answered(service.GET('/api/bureaus/{bureau}/check-runs', { params: { path } })), answered(service.GET('/api/bureaus/{bureau}/draws', { params: { path } })),
    ]);
    const drawn = await Promise.all(draws.filter(({ state }) => state === 'Drawn').map(({ id }) => answered(service.GET('/api/bureaus/{bureau}/draws/{id}', { params: { path: { bureau, id } } }))));
    const begun = new Set(found.map(({ draw, taskNumber }) => `${draw} ${taskNumber}`));
    setRuns(found);
    setWaiting(drawn.flatMap((draw) => draw.tasks.map((task) => ({ draw: draw.id, task: task.id, title: `${task.id} ${taskName(task.planText)}` }))).filter(({ draw, task }) => !begun.has(`${draw} ${task}`)));
  });
  const beginning = useTask(async (_, { draw, task }: Waiting) => {
    const run = await answered(service.POST('/api/bureaus/{bureau}/check-runs', { params: { path }, body: { draw, task } }));
    setOpen(run.summary.id);
    await reading.run();
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  return (
    <>
      <Trouble task={reading} />
      {runs === null && reading.running ? <Spinner size="tiny" label={texts.loading} /> : null}
      {runs?.length === 0 ? <Text>{texts.none}</Text> : null}
      <ul className={styles.list}>
        {runs?.map((one) => (
          <li key={one.id}>
            <Text weight="semibold">{one.taskNumber} {one.taskName}</Text>
            <div>
              <Text>{[texts.states[one.state], texts.line(one.checked, one.drawn, one.published), one.overdue > 0 ? texts.overdue(one.overdue) : '', one.followUpsOpen > 0 ? texts.followUps(one.followUpsOpen) : ''].filter((text) => text !== '').join(' · ')}</Text>{' '}
              <Button size="small" aria-expanded={open === one.id} aria-label={`${open === one.id ? texts.hide : texts.open} ${one.taskNumber}`} onClick={() => setOpen(open === one.id ? null : one.id)}>{open === one.id ? texts.hide : texts.open}</Button>
            </div>
            {open === one.id ? <RunPart run={one.id} onChanged={() => void run()} /> : null}
          </li>
        ))}
      </ul>
      {roles.includes('Clerk') ? (
        <Part title={texts.begin}>
          <Trouble task={beginning} />
          {runs !== null && waiting.length === 0 ? <Text>{texts.nothingDrawn}</Text> : null}
          {waiting.map((one) => <Button key={`${one.draw} ${one.task}`} size="small" disabled={beginning.running} onClick={() => void beginning.run(one)}>{texts.beginOne(one.title)}</Button>)}
        </Part>
      ) : null}
    </>
  );
}

/** The name in the plan row the draw committed to. */
const taskName = (planText: string): string => /^抽查任务名称：(.+)$/m.exec(planText)?.[1] ?? '';
