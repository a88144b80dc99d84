import { cellOf, findResultHeaders, resultHeaders, resultRows, resultWidths, rowsOfObjects, type Deadline } from '../../domain/results/resultSheet';
import { sheetAsCsv } from '../../domain/sheetCsv';
import type { Area, Block, Mark, WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';
import { ServiceFault } from '../../service/ServiceFault';

export interface RowFinding { readonly sheet: string; readonly row: number; readonly column: number; readonly cell: string; readonly code: string; readonly found: string; readonly reason: string }

export interface ResultCheck {
  readonly sheet: string;
  /** Rows that are or would be entered. */
  readonly entered: number;
  readonly unchanged: number;
  readonly findings: readonly RowFinding[];
}

/** Nothing to check: the sheet in front has none of the headers. */
export class NoResultSheet extends Error {
  override readonly name = 'NoResultSheet';
}

/** A new sheet with every drawn object of a run, ready to fill in or paste into, with the choices as drop-downs. */
export async function openResultSheet(host: WorkbookHost, service: Service, bureau: string, run: Schemas['RunView'], progress?: (done: number, of: number) => void): Promise<Area> {
  const [codes, deadlines] = await Promise.all([answered(service.GET('/api/bureaus/{bureau}/result-codes', { params: { path: { bureau } } })), deadlinesOf(service, bureau, run.summary.id)]);
  const { taskNumber, taskName } = run.summary;
  const area = await host.addTable({
    sheet: `${taskNumber} 检查结果`, title: `${taskNumber} ${taskName} 检查结果`, headers: [...resultHeaders], rows: resultRows(run.objects, deadlines), codeColumns: [0, 7], widths: [...resultWidths],
  }, progress);
  const below = (header: typeof resultHeaders[number]): Area => ({ ...area, row: area.row + 1, rows: Math.max(1, area.rows - 1), column: area.column + resultHeaders.indexOf(header), columns: 1 });
  await host.offerChoices([
    { area: below('检查结果'), values: codes.results.map(({ text }) => text) },
    { area: below('后续处置'), values: codes.followUps.map(({ text }) => text) },
    { area: below('核查方式'), values: codes.methods },
  ]);
  return area;
}

/** What the rules say of each row of the sheet in front; nothing is stored. */
export const checkResults = (host: WorkbookHost, service: Service, bureau: string, run: string): Promise<ResultCheck> => send(host, service, bureau, run, true);

/** Enters every row of the sheet in front, or none; then says on the sheet until when each is to be published. */
export async function saveResults(host: WorkbookHost, service: Service, bureau: string, run: string): Promise<ResultCheck> {
  const done = await send(host, service, bureau, run, false);
  if (done.findings.length === 0) await showDeadlines(host, service, bureau, run, done.sheet);
  return done;
}

/** Writes last days and states beside the results: in words, and coloured as well. */
export async function showDeadlines(host: WorkbookHost, service: Service, bureau: string, run: string, sheet: string): Promise<void> {
  const [reading, view, deadlines] = await Promise.all([
    host.read(sheet), answered(service.GET('/api/bureaus/{bureau}/check-runs/{id}', { params: { path: { bureau, id: run } } })), deadlinesOf(service, bureau, run),
  ]);
  const headers = findResultHeaders(reading);
  const column = headers?.columns.get('公示期限');
  const state = headers?.columns.get('状态');
  if (headers === null || column === undefined || state !== column + 1) return;
  const rows = rowsOfObjects(reading, headers);
  const blocks: Block[] = [];
  const marks: Mark[] = [];
  for (const { objectId, stateName } of view.objects) {
    const row = rows.get(objectId);
    if (row === undefined) continue;
    const words = deadlines.find((due) => due.objectId === objectId)?.words;
    blocks.push({ sheet, row, column, contents: [[words?.text ?? '', stateName]] });
    if (words !== undefined && words.level !== 'Later') marks.push({ area: { sheet, row, column, rows: 1, columns: 1 }, weight: words.level === 'Soon' ? 'warning' : 'error' });
  }
  if (blocks.length > 0) await host.write(blocks);
  await host.mark(sheet, marks);
}

async function send(host: WorkbookHost, service: Service, bureau: string, run: string, check: boolean): Promise<ResultCheck> {
  const reading = await host.read();
  if (findResultHeaders(reading) === null) throw new NoResultSheet();
  try {
    const { entered, unchanged } = await answered(service.POST('/api/bureaus/{bureau}/check-runs/{id}/workbook', {
      params: { path: { bureau, id: run }, query: { fileName: '检查结果.csv', check } },
      body: sheetAsCsv(reading) as never, bodySerializer: (text: unknown) => text as string, headers: { 'Content-Type': 'text/csv' },
    } as never)) as Schemas['ImportResultsResponse'];
    return { sheet: reading.sheet, entered, unchanged, findings: [] };
  } catch (fault) {
    const rows = fault instanceof ServiceFault && fault.code === 'result.rows-refused' ? fault.details['rows'] : undefined;
    if (!Array.isArray(rows)) throw fault;
    const findings = (rows as { row: number; cell: string; code: string; found: string; reason: string }[])
      .map(({ row, cell, code, found, reason }) => ({ ...cellOf(reading.sheet, cell, row), cell: /^[A-Z]/.test(cell) ? cell : `第${row}行`, code, found, reason }));
    return { sheet: reading.sheet, entered: 0, unchanged: 0, findings };
  }
}

async function deadlinesOf(service: Service, bureau: string, run: string): Promise<Deadline[]> {
  const { entries } = await answered(service.GET('/api/bureaus/{bureau}/deadlines', { params: { path: { bureau } } }));
  return entries.filter((entry) => entry.run === run && entry.kind === 'Publication');
}
