import { rowHash, type Receipt } from '../../domain/draws/receipt';
import { resultTable } from '../../domain/draws/resultTable';
import { answered, type Service } from '../../service/client';
import { ServiceFault } from '../../service/ServiceFault';

/** For each sheet, the rows (from 1) whose result has moved since they were written: a recusal, a re-draw. Draws that this bureau does not know are left out. */
export async function findOutdated(service: Service, bureau: string, receipts: readonly Receipt[]): Promise<ReadonlyMap<string, readonly number[]>> {
  const draws = await Promise.all([...new Set(receipts.map(({ draw }) => draw))].map((id) => readDraw(service, bureau, id)));
  return new Map(receipts.flatMap((receipt) => {
    const draw = draws.find((one) => one?.id === receipt.draw);
    const now = draw === undefined || draw === null ? null : resultTable(draw, receipt.task);
    if (now === null) return [];
    const rows = receipt.hashes.flatMap((hash, index) => (rowHash((now.rows[index] ?? []).map(String)) === hash ? [] : [receipt.row + 1 + index]));
    return rows.length === 0 ? [] : [[receipt.sheet, rows] as const];
  }));
}

async function readDraw(service: Service, bureau: string, id: string) {
  try {
    return await answered(service.GET('/api/bureaus/{bureau}/draws/{id}', { params: { path: { bureau, id } } }));
  } catch (fault) {
    // The workbook may come from another bureau.
    if (fault instanceof ServiceFault && fault.status === 404) return null;
    throw fault;
  }
}
