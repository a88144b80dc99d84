import { Button, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { usePane, usePerson } from '../../context';
import { Trouble } from '../../parts/Trouble';
import { useTask } from '../../useTask';
import { PlanVersionPart } from './PlanVersionPart';
import { usePlanTexts } from './usePlanTexts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '12px' } });

/** All plans of the bureau; the section head approves here. */
export function PlansPart(): React.ReactNode {
  const { service } = usePane();
  const { bureau } = usePerson();
  const texts = usePlanTexts();
  const styles = useStyles();
  const [plans, setPlans] = useState<readonly Schemas['ReadPlansSummary'][] | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const reading = useTask(async () => setPlans(await answered(service.GET('/api/bureaus/{bureau}/plans', { params: { path: { bureau } } }))));
  const { run } = reading;
  useEffect(() => void run(), [run]);
  return (
    <>
      <Trouble task={reading} />
      {plans === null ? <Spinner size="tiny" /> : null}
      {plans?.length === 0 ? <Text>{texts.plans.none}</Text> : null}
      <ul className={styles.list}>
        {plans?.map(({ plan, year, title, latestVersion, latestStatus }) => (
          <li key={plan}>
            <Text weight="semibold">{title}</Text>
            <div>
              <Text>{texts.plans.line(year, latestVersion, texts.statuses[latestStatus])}</Text>{' '}
              <Button size="small" aria-expanded={open === plan} onClick={() => setOpen(open === plan ? null : plan)}>{open === plan ? texts.plans.hide : texts.plans.open}</Button>
            </div>
            {open === plan ? <PlanVersionPart plan={plan} number={latestVersion} onDecided={() => void run()} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
