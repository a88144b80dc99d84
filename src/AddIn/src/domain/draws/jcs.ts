import { utf8 } from './bytes';
import type { Json, JsonObject } from './json';

/** RFC 8785 text of a value the strict parser accepted. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(canonical).join(',')}]`;
  // RFC 8785 §3.2.3 sorts keys by UTF-16 units, which is what sort() does by default.
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`).join(',')}}`;
}

export const canonicalBytes = (value: Json): Uint8Array => utf8(canonical(value));

export const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

export const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
