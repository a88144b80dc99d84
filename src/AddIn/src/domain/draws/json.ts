import { textOf } from './bytes';

/** A parsed value. Objects have no prototype, so every key is data. Numbers are integers up to 2^53 - 1. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type JsonProblem =
  | 'encoding' | 'byte-order-mark' | 'syntax' | 'duplicate-key' | 'number' | 'not-nfc' | 'surrogate' | 'depth' | 'trailing';

export type JsonResult =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: JsonProblem; readonly at: number; readonly found: string };

/** Deeper than any record; a deeper value violates its shape anyhow and would only exhaust the stack. */
const maxDepth = 64;

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

class Stop extends Error {
  constructor(readonly problem: JsonProblem, readonly at: number) {
    super(problem);
  }
}

/** Reads the restricted JSON of SSD-1 §1 from a file's bytes. */
export function parseJsonFile(bytes: Uint8Array): JsonResult {
  const text = textOf(bytes);
  if (text === null) return { ok: false, problem: 'encoding', at: 0, found: 'not UTF-8' };
  return text.startsWith('\ufeff') ? { ok: false, problem: 'byte-order-mark', at: 0, found: 'U+FEFF' } : parseJson(text);
}

/** Reads one value of the restricted JSON of SSD-1 §1; `at` of a refusal is the offset in UTF-16 units. */
export function parseJson(text: string): JsonResult {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    reader.end();
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ok: false, problem: error.problem, at: error.at, found: text.slice(error.at, error.at + 20) };
  }
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Json {
    if (depth > maxDepth) throw new Stop('depth', this.at);
    this.space();
    switch (this.text[this.at]) {
      case '{': return this.object(depth);
      case '[': return this.array(depth);
      case '"': return this.string();
      case 't': return this.word('true', true);
      case 'f': return this.word('false', false);
      case 'n': return this.word('null', null);
      default: return this.number();
    }
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) throw new Stop('trailing', this.at);
  }

  private object(depth: number): JsonObject {
    const members = Object.create(null) as Record<string, Json>;
    this.at++;
    this.space();
    if (this.take('}')) return members;
    for (;;) {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"') throw new Stop('syntax', start);
      const key = this.string();
      if (key in members) throw new Stop('duplicate-key', start);
      this.space();
      if (!this.take(':')) throw new Stop('syntax', this.at);
      members[key] = this.value(depth + 1);
      this.space();
      if (this.take('}')) return members;
      if (!this.take(',')) throw new Stop('syntax', this.at);
    }
  }

  private array(depth: number): Json[] {
    const items: Json[] = [];
    this.at++;
    this.space();
    if (this.take(']')) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      this.space();
      if (this.take(']')) return items;
      if (!this.take(',')) throw new Stop('syntax', this.at);
    }
  }

  private string(): string {
    const start = this.at++;
    let from = this.at;
    let value = '';
    let ascii = true;
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit > 0x7f) ascii = false;
      if (Number.isNaN(unit) || unit < 0x20) throw new Stop('syntax', this.at);
      if (unit === 0x22) break;
      if (unit === 0x5c) {
        value += this.text.slice(from, this.at) + this.escape();
        ascii = false;
        from = this.at;
      } else {
        this.at++;
      }
    }
    value += this.text.slice(from, this.at++);
    if (ascii) return value;
    if (/\p{Surrogate}/u.test(value)) throw new Stop('surrogate', start);
    if (value.normalize('NFC') !== value) throw new Stop('not-nfc', start);
    return value;
  }

  private escape(): string {
    const kind = this.text[this.at + 1];
    if (kind === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new Stop('syntax', this.at);
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = kind === undefined ? -1 : '"\\/bfnrt'.indexOf(kind);
    if (plain < 0) throw new Stop('syntax', this.at);
    this.at += 2;
    return '"\\/\b\f\n\r\t'[plain]!;
  }

  private number(): number {
    const pattern = numberPattern;
    pattern.lastIndex = this.at;
    const literal = pattern.exec(this.text)?.[0];
    if (literal === undefined) throw new Stop('syntax', this.at);
    const value = Number(literal);
    if (/[.eE]/.test(literal) || Object.is(value, -0) || !Number.isSafeInteger(value)) throw new Stop('number', this.at);
    this.at += literal.length;
    return value;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw new Stop('syntax', this.at);
    this.at += word.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.at++;
    }
  }

  private take(mark: string): boolean {
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }
}
