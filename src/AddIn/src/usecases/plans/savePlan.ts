import { gridPage } from '../../domain/plans/gridPage';
import type { PlanLink } from '../../domain/plans/planLink';
import type { SheetReading, WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';
import { linkPlan } from './planLinks';

export interface SavedPlan {
  readonly link: PlanLink;
  readonly version: Schemas['VersionView'];
}

/** The sheet as it stands becomes a new plan's first draft, or the linked draft's newest content. On a stale revision the service refuses and says what differs. */
export async function savePlan(host: WorkbookHost, service: Service, bureau: string, reading: SheetReading, link: PlanLink | null, revision = link?.revision): Promise<SavedPlan> {
  const pages = [gridPage(reading)];
  const { version } = link === null || revision === undefined
    ? await answered(service.POST('/api/bureaus/{bureau}/plans', { params: { path: { bureau } }, body: { pages } }))
    : await answered(service.PUT('/api/bureaus/{bureau}/plans/{plan}/versions/{number}', {
      params: { path: { bureau, plan: link.plan, number: link.version } }, body: { revision, pages },
    }));
  return { version, link: await linkPlan(host, reading.sheet, version) };
}
