import { readPlace } from '../../domain/places';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';

const weights = { Error: 'error', Warning: 'warning', Advice: 'advice' } as const;

/** Colours the cells of a sheet that have findings; no findings takes the colours away. */
export async function markFindings(host: WorkbookHost, sheet: string, findings: readonly Schemas['PlanFinding'][]): Promise<void> {
  const marks = findings.flatMap(({ place, weight, reason }) => {
    const cell = readPlace(place);
    return cell === null || cell.sheet !== sheet ? [] : [{ area: { ...cell, rows: 1, columns: 1 }, weight: weights[weight], says: reason }];
  });
  await host.mark(sheet, marks);
}
