import type { Schemas } from '../../service/client';

type Finding = Schemas['PlanFinding'];

export interface FindingGroup {
  readonly code: string;
  readonly weight: Finding['weight'];
  readonly findings: readonly Finding[];
}

const order: Record<Finding['weight'], number> = { Error: 0, Warning: 1, Advice: 2 };

/** Findings by rule: errors first, then the rules with most findings. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { code: string; weight: Finding['weight']; findings: Finding[] }>();
  for (const finding of findings) {
    const key = `${finding.weight} ${finding.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { code: finding.code, weight: finding.weight, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()].sort((one, other) => order[one.weight] - order[other.weight] || other.findings.length - one.findings.length);
}
