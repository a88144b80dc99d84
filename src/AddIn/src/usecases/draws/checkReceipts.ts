import { changedRows, readReceipts, receiptNamespace, type Receipt } from '../../domain/draws/receipt';
import { HostFault } from '../../ports/HostFault';
import type { WorkbookHost } from '../../ports/WorkbookHost';

export interface ReceiptState {
  readonly receipt: Receipt;
  /** Rows that differ; null where the sheet is gone. */
  readonly changed: readonly number[] | null;
}

/** Every result kept in the workbook against what its sheet says now. */
export async function checkReceipts(host: WorkbookHost): Promise<ReceiptState[]> {
  const states: ReceiptState[] = [];
  for (const receipt of readReceipts(await host.readPart(receiptNamespace))) {
    try {
      states.push({ receipt, changed: changedRows(await host.read(receipt.sheet), receipt) });
    } catch (fault) {
      if (!(fault instanceof HostFault) || fault.code !== 'ItemNotFound') throw fault;
      states.push({ receipt, changed: null });
    }
  }
  return states;
}
