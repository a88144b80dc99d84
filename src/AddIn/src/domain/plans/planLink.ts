import { escapeXml, unescapeXml } from '../xml';

/** Which plan of the service a sheet holds; kept inside the workbook. */
export interface PlanLink {
  readonly plan: string;
  readonly version: number;
  readonly revision: number;
  readonly sheet: string;
}

export const planLinkNamespace = 'urn:spotcheck:plan-link:1';

export const writePlanLink = ({ plan, version, revision, sheet }: PlanLink): string =>
  `<planLink xmlns="${planLinkNamespace}" plan="${escapeXml(plan)}" version="${version}" revision="${revision}" sheet="${escapeXml(sheet)}"/>`;

/** Null for what we did not write: a clerk who copied the workbook around loses nothing but the link. */
export function readPlanLink(xml: string | null): PlanLink | null {
  const attribute = (name: string): string | null => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(xml ?? '');
    return found === null ? null : unescapeXml(found[1]!);
  };
  const [plan, version, revision, sheet] = [attribute('plan'), Number(attribute('version') ?? NaN), Number(attribute('revision') ?? NaN), attribute('sheet')];
  if (xml?.includes(planLinkNamespace) !== true || plan === null || sheet === null || !Number.isInteger(version) || !Number.isInteger(revision) || version < 1) return null;
  return { plan, version, revision, sheet };
}
