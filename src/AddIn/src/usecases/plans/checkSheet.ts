import { gridPage } from '../../domain/plans/gridPage';
import type { SheetReading, WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';

export interface SheetCheck {
  readonly reading: SheetReading;
  readonly answer: Schemas['CheckPlanResponse'];
}

/** What the rules say about a sheet as it stands; nothing is stored. Without a bureau its registers are unknown, and nobody need sign in. */
export async function checkSheet(host: WorkbookHost, service: Service, bureau: string | null, sheet?: string, year?: number): Promise<SheetCheck> {
  const reading = await host.read(sheet);
  const body = { pages: [gridPage(reading)], ...(year === undefined ? {} : { year }) };
  const call = bureau === null ? service.POST('/api/plan-check', { body }) : service.POST('/api/bureaus/{bureau}/plans/check', { params: { path: { bureau } }, body });
  return { reading, answer: await answered(call) };
}
