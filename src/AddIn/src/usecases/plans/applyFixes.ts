import { readPlace } from '../../domain/places';
import { asTyped } from '../../domain/typedTexts';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';

type Finding = Schemas['PlanFinding'];

/** Writes the proposed texts into their cells: one step for the user's undo. A cell with several proposals gets the first; the next check proposes again. */
export async function applyFixes(host: WorkbookHost, findings: readonly Finding[]): Promise<number> {
  const fixes = new Map<string, { sheet: string; row: number; column: number; text: string }>();
  for (const { place, fix } of findings) {
    const cell = readPlace(place);
    if (cell !== null && fix !== null && fix !== undefined && !fixes.has(place)) fixes.set(place, { ...cell, text: fix });
  }
  if (fixes.size > 0) await host.write([...fixes.values()].map(({ text, ...cell }) => ({ ...cell, contents: [[asTyped(text)]] })));
  return fixes.size;
}
