import { readReceipts, receiptNamespace, rowHash, writeReceipts, type Receipt } from '../../domain/draws/receipt';
import { resultTable } from '../../domain/draws/resultTable';
import type { Area, WorkbookHost } from '../../ports/WorkbookHost';
import type { Schemas } from '../../service/client';

/** The result as a table on a sheet of its own, with a receipt that the workbook keeps. Null before there is a result. */
export async function writeResult(host: WorkbookHost, draw: Schemas['ShowDrawResponse'], task: string, progress?: (done: number, of: number) => void): Promise<Area | null> {
  const table = resultTable(draw, task);
  if (table === null) return null;
  const area = await host.addTable({ sheet: `抽取结果 ${task}`, title: `${draw.title} ${task}　抽签密钥 ${keyOf(draw, task)}`, ...table }, progress);
  const receipt: Receipt = {
    draw: draw.id, task, sheet: area.sheet, row: area.row, rows: table.rows.length, columns: table.headers.length, seed: draw.seed ?? '', hashes: table.rows.map((row) => rowHash(row.map(String))),
  };
  const kept = readReceipts(await host.readPart(receiptNamespace)).filter(({ sheet }) => sheet !== area.sheet);
  await host.writePart(receiptNamespace, writeReceipts([...kept, receipt]));
  return area;
}

/** Published with the result: with it anybody recomputes a ticket, by sha256sum or =SPOTCHECK.TICKET. */
const keyOf = ({ tasks }: Schemas['ShowDrawResponse'], task: string): string => tasks.find(({ id }) => id === task)?.outcome?.key ?? '';
