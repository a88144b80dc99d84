import { beyondLimits, type LimitProblem } from '../../domain/plans/itemRows';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Service } from '../../service/client';
import { checkSheet } from './checkSheet';

/** The rows of the sheet in front against the limits of the bureau's item list. */
export async function checkLimits(host: WorkbookHost, service: Service, bureau: string): Promise<{ readonly sheet: string; readonly problems: readonly LimitProblem[] }> {
  const items = await answered(service.GET('/api/bureaus/{bureau}/items', { params: { path: { bureau } } }));
  const { reading, answer } = await checkSheet(host, service, bureau);
  return { sheet: reading.sheet, problems: beyondLimits(reading, answer.columns, items) };
}
