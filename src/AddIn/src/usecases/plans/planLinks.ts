import { planLinkNamespace, readPlanLink, writePlanLink, type PlanLink } from '../../domain/plans/planLink';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';

export const linkedPlan = async (host: WorkbookHost): Promise<PlanLink | null> => readPlanLink(await host.readPart(planLinkNamespace));

/** Remembers inside the workbook which plan a sheet holds. */
export async function linkPlan(host: WorkbookHost, sheet: string, { plan, number, revision }: Schemas['VersionView']): Promise<PlanLink> {
  const link = { plan, version: number, revision, sheet };
  await host.writePart(planLinkNamespace, writePlanLink(link));
  return link;
}
