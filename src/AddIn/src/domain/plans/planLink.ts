/** Which plan of the service a sheet holds; kept inside the workbook. */
export interface PlanLink {
  readonly plan: string;
  readonly version: number;
  readonly revision: number;
  readonly sheet: string;
}

export const planLinkNamespace = 'urn:spotcheck:plan-link:1';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const plain = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

export const writePlanLink = ({ plan, version, revision, sheet }: PlanLink): string =>
  `<planLink xmlns="${planLinkNamespace}" plan="${escaped(plan)}" version="${version}" revision="${revision}" sheet="${escaped(sheet)}"/>`;

/** Null for what we did not write: a clerk who copied the workbook around loses nothing but the link. */
export function readPlanLink(xml: string | null): PlanLink | null {
  const attribute = (name: string): string | null => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(xml ?? '');
    return found === null ? null : plain(found[1]!);
  };
  const [plan, version, revision, sheet] = [attribute('plan'), Number(attribute('version')), Number(attribute('revision')), attribute('sheet')];
  if (xml?.includes(planLinkNamespace) !== true || plan === null || sheet === null || !Number.isInteger(version) || !Number.isInteger(revision) || version < 1) return null;
  return { plan, version, revision, sheet };
}
