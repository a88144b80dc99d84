import { rowsUnderLastTask } from '../../domain/plans/itemRows';
import { asTyped } from '../../domain/typedTexts';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';
import { checkSheet } from './checkSheet';

export type AddedRows =
  | { readonly sheet: string; readonly row: number; readonly proposals: readonly Schemas['ProposeRowsRow'][] }
  /** Something stands in this row, where a new task would go. */
  | { readonly sheet: string; readonly blocked: number };

/** Rows for chosen items of the item list under the last task of the sheet in front: one step for the user's undo. Null where the sheet is no plan. */
export async function addItemRows(host: WorkbookHost, service: Service, bureau: string, numbers: readonly string[]): Promise<AddedRows | null> {
  const proposals = await answered(service.POST('/api/bureaus/{bureau}/items/proposals', { params: { path: { bureau } }, body: { numbers: [...numbers] } }));
  const { reading, answer } = await checkSheet(host, service, bureau);
  const { sheet } = reading;
  const rows = rowsUnderLastTask(reading, answer.columns, proposals);
  if (rows === null) return null;
  if (typeof rows === 'number') return { sheet, blocked: rows };
  await host.write([{ sheet, ...rows, contents: rows.contents.map((row) => row.map(asTyped)) }]);
  await host.jump({ sheet, row: rows.row, column: rows.column, rows: rows.contents.length, columns: rows.contents[0]?.length ?? 1 });
  return { sheet, row: rows.row, proposals };
}
