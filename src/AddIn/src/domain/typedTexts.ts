import type { CellContent } from '../ports/WorkbookHost';

const day = 86_400_000;
/** Day 0 of workbooks (ECMA-376 part 1 §18.17.4.1), true for every date after February 1900. */
const dayNought = Date.UTC(1899, 11, 30);

const dates: readonly (readonly [form: RegExp, format: string])[] = [
  [/^(\d{4})-(\d{2})-(\d{2})$/, 'yyyy-mm-dd'],
  [/^(\d{4})\/([1-9]\d?)\/([1-9]\d?)$/, 'yyyy/m/d'],
  [/^(\d{4})年([1-9]\d?)月([1-9]\d?)日$/, 'yyyy"年"m"月"d"日"'],
];

/**
 * A text as somebody would have typed it into a cell: counts, ratios and dates as numbers that look the same, so that the workbook can calculate with
 * them. Whatever would look different afterwards (0012, 5.10, ５%, 31 February) and whatever is too long for a count stays a text.
 */
export function asTyped(text: string): CellContent {
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return Number(text);
  const ratio = /^(0|[1-9]\d{0,4})(?:\.(\d{1,4}))?%$/.exec(text);
  if (ratio !== null) {
    const places = ratio[2]?.length ?? 0;
    return { number: Number((Number(text.slice(0, -1)) / 100).toFixed(places + 2)), format: places === 0 ? '0%' : `0.${'0'.repeat(places)}%` };
  }
  for (const [form, format] of dates) {
    const [, year, month, date] = form.exec(text) ?? [];
    if (year === undefined) continue;
    const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
    if (Number(year) > 1900 && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(date)) return { number: Math.round((at.getTime() - dayNought) / day), format };
  }
  return text;
}

const codeHeader = /^.{0,8}(?:编号|代码|证号|证件号码|电话|手机|邮编|邮政编码)$/;

/** Offsets of columns whose header says that they hold codes: those stay texts, digit by digit. */
export const codeColumns = (contents: readonly (readonly string[])[]): number[] =>
  (contents[0] ?? []).flatMap((_, column) => (contents.some((row) => row.filter((text) => text !== '').length > 1 && codeHeader.test((row[column] ?? '').replaceAll(/\s/g, ''))) ? [column] : []));
