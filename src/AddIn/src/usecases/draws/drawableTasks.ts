import { answered, type Schemas, type Service } from '../../service/client';

export interface DrawableTask {
  readonly plan: string;
  readonly planTitle: string;
  /** Of the plan. */
  readonly year: number;
  readonly terms: Schemas['ReadPlansDrawView'];
  /** A draw of it is prepared or done. */
  readonly drawn: boolean;
}

const ended = new Set<Schemas['CeremonyState']>(['Discarded', 'Void', 'Superseded']);

/** The tasks of every plan in force, with how each is drawn. */
export async function drawableTasks(service: Service, bureau: string): Promise<DrawableTask[]> {
  const [plans, draws] = await Promise.all([
    answered(service.GET('/api/bureaus/{bureau}/plans', { params: { path: { bureau } } })),
    answered(service.GET('/api/bureaus/{bureau}/draws', { params: { path: { bureau } } })),
  ]);
  const drawn = new Set(draws.filter(({ state }) => !ended.has(state)).flatMap(({ tasks }) => tasks));
  const lists = await Promise.all(plans.flatMap(({ plan, title, year, adoptedVersion }) => (adoptedVersion === null ? [] : [termsOf({ plan, planTitle: title, year }, adoptedVersion)])));
  return lists.flat();

  async function termsOf(of: Pick<DrawableTask, 'plan' | 'planTitle' | 'year'>, number: number): Promise<DrawableTask[]> {
    const terms = await answered(service.GET('/api/bureaus/{bureau}/plans/{plan}/versions/{number}/draw-terms', { params: { path: { bureau, plan: of.plan, number } } }));
    return terms.map((one) => ({ ...of, terms: one, drawn: drawn.has(one.number) }));
  }
}
