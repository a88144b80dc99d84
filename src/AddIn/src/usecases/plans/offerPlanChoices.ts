import { planChoices } from '../../domain/plans/planChoices';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Service } from '../../service/client';
import type { SheetCheck } from './checkSheet';

/** Ratios, dates, departments and the like as drop-downs in the sheet's own cells. */
export async function offerPlanChoices(host: WorkbookHost, service: Service, bureau: string, { reading, answer }: SheetCheck): Promise<number> {
  const bureaus = await answered(service.GET('/api/bureaus'));
  const own = bureaus.find(({ id }) => id === bureau);
  const departments = [...(own?.departments.map(({ name }) => name) ?? []), ...bureaus.filter(({ id }) => id !== bureau).map(({ name }) => name)];
  const choices = planChoices(answer.columns, reading.row + reading.texts.length - 1, departments);
  await host.offerChoices(choices);
  return choices.length;
}
