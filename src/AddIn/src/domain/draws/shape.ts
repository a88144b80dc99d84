import { base64Bytes, compareUtf8 } from './bytes';
import { shown } from './finding';
import { isArray, isObject } from './jcs';
import type { Json } from './json';
import { publicKey } from './p256';

/** Reads a value of one shape or raises a ShapeFault that says where it differs. */
export type Shape<T> = (value: Json, at: string) => T;
export type Of<S> = S extends Shape<infer T> ? T : never;

export class ShapeFault extends Error {
  constructor(readonly code: string, readonly at: string, readonly expected: string, readonly found: string) {
    super(`${code} at ${at}`);
  }
}

export function fault(code: string, at: string, expected: string, found: Json): never {
  throw new ShapeFault(code, at, expected, shown(found));
}

const optionalShapes = new WeakSet<Shape<unknown>>();

/** A member that may be absent; where it is there, it has the shape. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  const marked: Shape<T | undefined> = (value, at) => shape(value, at);
  optionalShapes.add(marked);
  return marked;
}

export function object<S extends Record<string, Shape<unknown>>>(members: S): Shape<{ readonly [K in keyof S]: Of<S[K]> }> {
  const keys = Object.keys(members);
  return (value, at) => {
    if (!isObject(value)) return fault('format.type', at, 'an object', value);
    const read: Record<string, unknown> = {};
    let present = 0;
    for (const key of keys) {
      const member = value[key];
      if (member !== undefined) {
        present++;
        read[key] = members[key]!(member, at === '' ? key : `${at}.${key}`);
      } else if (!optionalShapes.has(members[key]!)) fault('format.missing-key', at, key, Object.keys(value).join(' '));
    }
    const given = Object.keys(value);
    if (given.length > present) fault('format.unknown-key', at, keys.join(' '), given.find((key) => !Object.hasOwn(members, key))!);
    return read as { readonly [K in keyof S]: Of<S[K]> };
  };
}

export const arrayOf = <T>(item: Shape<T>, least = 0): Shape<readonly T[]> => (value, at) => {
  if (!isArray(value)) return fault('format.type', at, 'an array', value);
  if (value.length < least) return fault('format.empty-array', at, `at least ${least} items`, value);
  return value.map((entry, i) => item(entry, `${at}[${i}]`));
};

/** An array in strictly ascending order: strings by UTF-8 bytes, numbers by value. */
export const ascending = <T extends string | number>(item: Shape<T>, least = 0): Shape<readonly T[]> => (value, at) => {
  const items = arrayOf(item, least)(value, at);
  requireAscending(items, (entry) => entry, at);
  return items;
};

export function requireAscending<T>(items: readonly T[], key: (item: T) => string | number, at: string): void {
  for (let i = 1; i < items.length; i++) {
    const before = key(items[i - 1]!);
    const here = key(items[i]!);
    const rising = typeof before === 'string' ? compareUtf8(before, here as string) < 0 : before < (here as number);
    if (!rising) fault('format.not-ascending', `${at}[${i}]`, `greater than ${shown(before)}`, here);
  }
}

export function requireDistinct(items: readonly string[], at: string): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item)) fault('format.duplicate', at, 'no value twice', item);
    seen.add(item);
  }
}

export const integer = (least: number, most: number = Number.MAX_SAFE_INTEGER): Shape<number> => (value, at) =>
  typeof value === 'number' && value >= least && value <= most
    ? value
    : fault('format.integer', at, `an integer from ${least} to ${most}`, value);

export const boolean: Shape<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : fault('format.type', at, 'true or false', value);

export const text: Shape<string> = (value, at) =>
  typeof value === 'string' ? value : fault('format.type', at, 'a string', value);

const matching = (pattern: RegExp, code: string, expected: string): Shape<string> => (value, at) =>
  typeof value === 'string' && pattern.test(value) ? value : fault(code, at, expected, value);

export const constant = <T extends string | number>(allowed: T): Shape<T> => (value, at) =>
  value === allowed ? allowed : fault('format.value', at, String(allowed), value);

export const oneOf = <T extends string>(...allowed: readonly T[]): Shape<T> => (value, at) =>
  allowed.find((entry) => entry === value) ?? fault('format.value', at, allowed.join(' or '), value);

export const nullOr = <T>(shape: Shape<T>): Shape<T | null> => (value, at) => (value === null ? null : shape(value, at));

export const eitherEmptyOr = (shape: Shape<string>): Shape<string> => (value, at) => (value === '' ? '' : shape(value, at));

export const hash = matching(/^[0-9a-f]{64}$/, 'format.hash', '64 lower-case hexadecimal characters');
export const rowIdPattern = /^[0-9A-Z][0-9A-Z._-]{0,54}$/;
export const rowId = matching(rowIdPattern, 'format.id', '[0-9A-Z][0-9A-Z._-]{0,54}');
export const taskId = matching(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, 'format.task-id', '[0-9A-Za-z][0-9A-Za-z._-]{0,63}');
export const logName = matching(/^(?!.*:\/\/)[!-*,-~]{1,255}$/, 'format.log', '1 to 255 printable ASCII characters without scheme, space and +');
export const fileName = matching(/^[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}$/, 'format.file-name', '[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}');

// Names and free text: SSD-1 §1. NFC of strings in JSON is the parser's; names in tables come here directly.
const namePattern = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}|,]{1,64}$/u;
const freeTextPattern = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]{1,1000}$/u;

export const isName = (value: string): boolean => namePattern.test(value) && value.normalize('NFC') === value;
export const isFreeText = (value: string): boolean => freeTextPattern.test(value) && value.normalize('NFC') === value;

export const name: Shape<string> = (value, at) =>
  typeof value === 'string' && isName(value)
    ? value
    : fault('format.name', at, '1 to 64 characters without | , and control characters', value);

export const witnessName: Shape<string> = (value, at) =>
  /[\p{Zs}+]/u.test(name(value, at)) ? fault('format.witness-name', at, 'a name without space and +', value) : (value as string);

export const freeText: Shape<string> = (value, at) =>
  typeof value === 'string' && isFreeText(value)
    ? value
    : fault('format.free-text', at, '1 to 1000 characters without control characters', value);

const momentPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:Z|[+-](\d{2}):(\d{2}))$/;

/** `YYYY-MM-DDThh:mm:ss` and `Z` or `±hh:mm`; a day that the calendar lacks is refused. */
export const moment: Shape<string> = (value, at) => {
  const parts = typeof value === 'string' ? momentPattern.exec(value) : null;
  if (parts === null) return fault('format.moment', at, 'YYYY-MM-DDThh:mm:ss and Z or ±hh:mm', value);
  const [year, month, day, hour, minute, second, offsetHour = 0, offsetMinute = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const lastDay = new Date(Date.UTC(2000 + (year! % 400), month, 0)).getUTCDate();
  const real = month! >= 1 && month! <= 12 && day! >= 1 && day! <= lastDay && hour! < 24 && minute! < 60 && second! < 60
    && offsetHour < 24 && offsetMinute < 60;
  return real ? (value as string) : fault('format.moment', at, 'a moment of the calendar', value);
};

/** base64 of the SPKI structure of a P-256 key. */
export const key: Shape<string> = (value, at) => {
  const bytes = typeof value === 'string' ? base64Bytes(value) : null;
  return bytes !== null && publicKey(bytes) !== null
    ? (value as string)
    : fault('format.key', at, 'base64 of the SPKI of a P-256 key', value);
};
