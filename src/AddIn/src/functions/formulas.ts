import calendars from '../../../DocService/Calendar/calendars.json';
import { dayOfSerial, daySerial, readDay, workingDaysFrom } from '../domain/calendar/workingDays';
import { ticket } from '../domain/draws/sha256';

/** What a cell cannot calculate, in words for the clerk. */
export class WrongValue extends Error {}

const keys = /^[0-9a-f]{64}$/;

/** =SPOTCHECK.TICKET(key, id): the ticket of an object under the key that is published with the result. Whoever prints a result can recompute it in a cell. */
export function ticketOf(key: unknown, id: unknown): string {
  const text = String(key).trim().toLowerCase();
  if (!keys.test(text)) throw new WrongValue('第一个参数应是抽取结果公布的抽签密钥：64 位十六进制数。');
  const object = String(id).trim();
  if (object === '') throw new WrongValue('第二个参数应是统一社会信用代码或名录中的编号，现在是空的。');
  return ticket(text, object);
}

/** =SPOTCHECK.WORKDAYS(date, n): the nth working day after a date by the State Council's notices, before it where n is negative; as a date's number. */
export function workdaysFrom(date: unknown, days: unknown): number {
  const start = typeof date === 'number' ? dayOfSerial(date) : readDay(String(date));
  if (start === null) throw new WrongValue('第一个参数应是日期，例如 2023-05-09 或 2023年5月9日。');
  const count = typeof days === 'number' ? days : Number(String(days).trim() || NaN);
  const term = workingDaysFrom(calendars, start, count);
  if (term === null) throw new WrongValue('第二个参数应是 -5000 至 5000 的整数。');
  return daySerial(term.day);
}
