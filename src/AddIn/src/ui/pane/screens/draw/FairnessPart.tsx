import { ProgressBar, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Message } from '../../parts/Message';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { hundredths, named, percent } from './texts';
import { useDrawTexts } from './useDrawTexts';

type Fairness = Schemas['ShowFairnessResponse'];

const askAgain = 700;
const alarming = 150;
const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: '12px', '& th, & td': { textAlign: 'left', padding: '2px 6px 2px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, verticalAlign: 'top' } },
  list: { margin: 0, paddingLeft: '18px' },
});

/** What will be drawn and how evenly: quotas and small strata at once, loads and steering index when the simulation has ended. */
export function FairnessPart({ id }: { readonly id: string }): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = useDrawTexts().fairness;
  const [found, setFound] = useState<Fairness | null>(null);
  const looking = useTask(async () => setFound(await answered(service.GET('/api/bureaus/{bureau}/draws/{id}/fairness', { params: { path: { bureau, id } } }))));
  const { run } = looking;
  useEffect(() => void run(), [run]);
  useEffect(() => {
    if (found === null || found.failed || (found.steering ?? null) !== null) return undefined;
    const timer = setTimeout(() => void run(), askAgain);
    return () => clearTimeout(timer);
  }, [found, run]);
  return (
    <Part title={texts.title}>
      {found === null ? <Working task={looking} label={texts.title} /> : null}
      <Trouble task={looking} />
      <Message intent="error">{found?.failed === true ? texts.failed : null}</Message>
      {found !== null && !found.failed && (found.steering ?? null) === null ? (
        <div role="status"><Text size={200}>{texts.running(found.done, found.of)}</Text><ProgressBar value={found.done} max={Math.max(1, found.of)} aria-label={texts.title} /></div>
      ) : null}
      {found?.tasks.map((task) => <TaskPreview key={task.task} task={task} report={found.steering?.find((one) => one.task === task.task) ?? null} found={found} />)}
    </Part>
  );
}

function TaskPreview({ task, report, found }: { readonly task: Schemas['ShowFairnessTaskPreview']; readonly report: Schemas['SteeringReport'] | null; readonly found: Fairness }): React.ReactNode {
  const texts = useDrawTexts().fairness;
  const styles = useStyles();
  return (
    <div>
      <Text weight="semibold" block>{texts.task(task.task, task.objects)}</Text>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead><tr>{[texts.stratum, texts.count, texts.ratio, texts.quota].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>{task.strata.map(({ id, count, numerator, denominator, quota }) => <tr key={id}><td>{id}</td><td>{count}</td><td>{percent(numerator, denominator)}</td><td>{quota}</td></tr>)}</tbody>
        </table>
      </div>
      {task.warnings.map((words) => <Message key={words} stands intent="warning">{words}</Message>)}
      {report === null ? null : <Steering report={report} found={found} />}
    </div>
  );
}

function Steering({ report, found }: { readonly report: Schemas['SteeringReport']; readonly found: Fairness }): React.ReactNode {
  const texts = useDrawTexts().fairness;
  const styles = useStyles();
  const bad = report.index > alarming;
  return (
    <>
      <Message stands intent={bad ? 'warning' : 'success'}>
        {texts.index(hundredths(report.index))}（{texts.indexIs}）{report.unstaffable === 0 ? null : <Text block weight="semibold">{texts.unstaffable(report.unstaffable)}</Text>}
      </Message>
      {bad ? (
        <>
          <Text block>{texts.pairs}</Text>
          <ul className={styles.list}>
            {report.pairs.map((pair) => (
              <li key={`${pair.inspector} ${pair.object} ${pair.role}`}>{texts.pair(named(found.inspectorNames, pair.inspector), named(found.objectNames, pair.object), percent(pair.chance, 1000), percent(pair.fairShare, 1000), pair.why)}</li>
            ))}
          </ul>
        </>
      ) : null}
      <details>
        <summary>{texts.loads(report.loads.length)}</summary>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead><tr>{[texts.inspector, texts.unit, texts.expected, texts.greatest].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>{report.loads.map(({ inspector, unit, expected, greatest }) => <tr key={inspector}><td>{named(found.inspectorNames, inspector)}</td><td>{unit}</td><td>{expected}</td><td>{greatest}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </>
  );
}
