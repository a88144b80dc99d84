import { useEffect, useState } from 'react';
import { answered, type Schemas } from '../../../../service/client';
import { linkedPlan } from '../../../../usecases/plans/planLinks';
import { usePane, usePerson } from '../../context';
import { useTask, type Task } from '../../useTask';

export interface AdoptedPlans {
  readonly plans: readonly Schemas['ReadPlansSummary'][] | null;
  /** The plan of the sheet in front, or the newest. */
  readonly first: string;
  readonly reading: Task<[]>;
}

/** Plans in force, with the one this workbook holds chosen first. */
export function useAdoptedPlans(): AdoptedPlans {
  const { host, service } = usePane();
  const { bureau } = usePerson();
  const [found, setFound] = useState<Pick<AdoptedPlans, 'plans' | 'first'>>({ plans: null, first: '' });
  const reading = useTask(async () => {
    const all = await answered(service.GET('/api/bureaus/{bureau}/plans', { params: { path: { bureau } } }));
    const plans = all.filter(({ adoptedVersion }) => adoptedVersion !== null);
    // A workbook that cannot be asked is no reason not to write a document.
    const link = await linkedPlan(host).catch(() => null);
    setFound({ plans, first: plans.find(({ plan }) => plan === link?.plan)?.plan ?? plans[0]?.plan ?? '' });
  });
  const { run } = reading;
  useEffect(() => void run(), [run]);
  return { ...found, reading };
}
