import { Button, Caption1, Field, Input, Select } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { movedOn, planSheets, type PlanSheet } from '../../../../domain/plans/planSheet';
import { readTypedPlan } from '../../../../domain/plans/typedPlan';
import { answered, type Schemas } from '../../../../service/client';
import { writePlan } from '../../../../usecases/plans/writePlan';
import { usePane } from '../../context';
import { Part } from '../../parts/Part';
import { Trouble } from '../../parts/Trouble';
import { Working } from '../../parts/Working';
import { useTask } from '../../useTask';
import { samplePlans } from './samples';
import { usePlanTexts } from './usePlanTexts';

/** A new plan sheet from a sample or, where there is a bureau, from an earlier plan of it. */
export function NewPlan({ bureau, onMade }: { readonly bureau: string | null; readonly onMade: () => void }): React.ReactNode {
  const { host, service } = usePane();
  const texts = usePlanTexts().start;
  const [plans, setPlans] = useState<readonly Schemas['ReadPlansSummary'][]>([]);
  const [from, setFrom] = useState('sample 0');
  const [year, setYear] = useState(String(new Date().getFullYear() + 1));
  const reading = useTask(async () => {
    if (bureau !== null) setPlans(await answered(service.GET('/api/bureaus/{bureau}/plans', { params: { path: { bureau } } })));
  });
  const making = useTask(async (progress) => {
    const [kind, which] = from.split(' ');
    const sheets: PlanSheet[] = kind === 'sample' ? readTypedPlan(samplePlans[Number(which)]!.text) : await earlier(plans.find(({ plan }) => plan === which)!);
    await writePlan(host, sheets, progress);
    onMade();
  });
  const earlier = async ({ plan, latestVersion, adoptedVersion, year: past }: Schemas['ReadPlansSummary']): Promise<PlanSheet[]> => {
    const version = await answered(service.GET('/api/bureaus/{bureau}/plans/{plan}/versions/{number}', { params: { path: { bureau: bureau!, plan, number: adoptedVersion ?? latestVersion } } }));
    return movedOn(planSheets(version), past, Number(year));
  };
  const { run } = reading;
  useEffect(() => void run(), [run]);
  return (
    <Part title={texts.title}>
      <Select value={from} aria-label={texts.title} onChange={(_, { value }) => setFrom(value)}>
        {samplePlans.map(({ name }, index) => <option key={name} value={`sample ${index}`}>{texts.sample(name)}</option>)}
        {plans.length === 0 ? null : <optgroup label={texts.last}>{plans.map(({ plan, year: past, title }) => <option key={plan} value={`plan ${plan}`}>{texts.lastOf(past, title)}</option>)}</optgroup>}
      </Select>
      {from.startsWith('plan') ? <Field label={texts.forYear}><Input type="number" min={2015} max={2200} value={year} onChange={(_, { value }) => setYear(value)} /></Field> : null}
      <Button appearance="primary" disabled={making.running} onClick={() => void making.run()}>{texts.make}</Button>
      <Working task={making} label={texts.writing} />
      <Trouble task={reading} />
      <Trouble task={making} />
      <Caption1>{texts.note}</Caption1>
    </Part>
  );
}
