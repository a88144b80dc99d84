import type { PlanSheet } from '../../domain/plans/planSheet';
import { asTyped, codeColumns } from '../../domain/typedTexts';
import type { Area, WorkbookHost } from '../../ports/WorkbookHost';

/** Puts a plan's sheets into the workbook, each on a new sheet of its own, so that nothing the user has is overwritten. */
export async function writePlan(host: WorkbookHost, sheets: readonly PlanSheet[], progress?: (done: number, of: number) => void): Promise<Area | null> {
  let first: Area | null = null;
  for (const { name, contents } of sheets) {
    const codes = codeColumns(contents);
    const typed = contents.map((row) => row.map((text, column) => (codes.includes(column) ? text : asTyped(text))));
    const area = await host.addSheet({ sheet: name, contents: typed, widths: widthsOf(contents), titles: titlesOf(contents), codeColumns: codes }, progress);
    first ??= area;
  }
  if (first !== null) await host.jump({ ...first, rows: 1, columns: 1 });
  return first;
}

/** Rows above the first header that say one thing in their first cell. */
function titlesOf(contents: readonly (readonly string[])[]): number {
  const first = contents.findIndex((row) => row[0] === '' || row.filter((text) => text !== '').length !== 1);
  return Math.max(0, first);
}

/** Columns as wide as their longer texts want, within reason. */
function widthsOf(contents: readonly (readonly string[])[]): number[] {
  const width = contents[0]?.length ?? 0;
  const rows = contents.filter((row) => row.filter((text) => text !== '').length > 1);
  return Array.from({ length: width }, (_, column) => Math.min(24, Math.max(6, ...rows.map((row) => Math.ceil((row[column]?.length ?? 0) / 2) * 2))));
}
