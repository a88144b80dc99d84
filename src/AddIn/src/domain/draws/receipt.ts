import { escapeXml, unescapeXml } from '../xml';
import { hex, utf8 } from './bytes';
import { sha256 } from './sha256';

/** What a workbook keeps of a result that was written into it. */
export interface Receipt {
  readonly draw: string;
  readonly task: string;
  readonly sheet: string;
  /** First row of the table, its header. */
  readonly row: number;
  readonly rows: number;
  readonly columns: number;
  readonly seed: string;
  /** One hash a row, so that the notice can name the row. */
  readonly hashes: readonly string[];
}

export const receiptNamespace = 'urn:spotcheck:draw-receipts:1';

const separator = '\u001f';

/** The first 16 hexadecimal digits of SHA-256 over the row's texts. */
export const rowHash = (texts: readonly string[]): string => hex(sha256(utf8(texts.map((text) => text.trim()).join(separator)))).slice(0, 16);

export const writeReceipts = (receipts: readonly Receipt[]): string =>
  `<receipts xmlns="${receiptNamespace}">${receipts.map((one) => `<receipt>${escapeXml(JSON.stringify(one))}</receipt>`).join('')}</receipts>`;

/** Receipts that can be read; anything else was not written by us. */
export function readReceipts(xml: string | null): Receipt[] {
  if (xml?.includes(receiptNamespace) !== true) return [];
  return [...xml.matchAll(/<receipt>([^<]*)<\/receipt>/g)].flatMap(([, json]) => {
    try {
      const one = JSON.parse(unescapeXml(json!)) as Receipt;
      return typeof one.draw === 'string' && typeof one.task === 'string' && typeof one.sheet === 'string' && Array.isArray(one.hashes) ? [one] : [];
    } catch {
      return [];
    }
  });
}

/** Rows of the sheet (from 1) that no longer say what was drawn, however they were changed, sorted away or deleted. */
export function changedRows({ row, column, texts }: { row: number; column: number; texts: readonly (readonly string[])[] }, receipt: Receipt): number[] {
  return receipt.hashes.flatMap((hash, index) => {
    const at = receipt.row + 1 + index;
    const cells = texts[at - row] ?? [];
    // The table begins in the first column of the sheet.
    const found = Array.from({ length: receipt.columns }, (_, right) => cells[1 + right - column] ?? '');
    return rowHash(found) === hash ? [] : [at];
  });
}
