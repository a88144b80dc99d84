import { answerCells } from '../../domain/consultations/answers';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Service } from '../../service/client';
import { checkSheet } from '../plans/checkSheet';

export interface WrittenAnswers {
  readonly sheet: string;
  readonly written: number;
  /** Joint tasks that the sheet does not have. */
  readonly missing: readonly string[];
}

/** Writes what the partners of a plan answered beside its tasks in the sheet in front: one step for the user's undo. Null where the sheet is no plan. */
export async function writeAnswers(host: WorkbookHost, service: Service, bureau: string, plan: string): Promise<WrittenAnswers | null> {
  const board = await answered(service.GET('/api/bureaus/{bureau}/consultations/board', { params: { path: { bureau }, query: { plan } } }));
  const { reading, answer } = await checkSheet(host, service, bureau);
  const cells = answerCells(reading, answer.columns, board);
  if (cells === null) return null;
  const { sheet } = reading;
  const at = ({ row, text }: { readonly row: number; readonly text: string }) => ({ sheet, row, column: cells.column, contents: [[text]] });
  if (cells.rows.length > 0) {
    await host.write([at(cells.header), ...cells.rows.map(at)]);
    await host.jump({ sheet, row: cells.rows[0]!.row, column: cells.column, rows: 1, columns: 1 });
  }
  return { sheet, written: cells.rows.length, missing: cells.missing };
}
