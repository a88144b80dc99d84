import { createHash, createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { hex, utf8 } from '../../src/domain/draws/bytes';
import { canonicalBytes } from '../../src/domain/draws/jcs';
import type { JsonObject } from '../../src/domain/draws/json';
import { leafHash, nodeHash, treeRoot } from '../../src/domain/draws/merkle';

/** A signer of notes: the log or a witness. */
export class Signer {
  private readonly privateKey: KeyObject;
  readonly spki: string;

  constructor(readonly name: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = pair.privateKey;
    this.spki = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  }

  line(text: string): string {
    const keyId = createHash('sha256').update(Buffer.from(this.spki, 'base64')).digest().subarray(0, 4);
    const signature = createSign('sha256').update(text).sign(this.privateKey);
    return `\u2014 ${this.name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
  }
}

/** Secrets of one desk (SSD-1 §3, GENESIS). */
export class Desk {
  private readonly leaves: Uint8Array[];
  private readonly secrets: Buffer[];
  used = 0;

  constructor(readonly name: string, count = 8) {
    const master = createHash('sha256').update(name).digest();
    this.secrets = Array.from({ length: count }, (_, i) => createHmac('sha256', master).update(`ssd-1/secret/${i}`).digest());
    this.leaves = this.secrets.map((secret) => leafHash(createHash('sha256').update(secret).digest()));
  }

  get record(): JsonObject {
    return { desk: this.name, secretRoot: hex(treeRoot(this.leaves)), secrets: this.leaves.length };
  }

  secret(index: number): string {
    return this.secrets[index]!.toString('hex');
  }

  next(): JsonObject {
    const index = this.used++;
    const commit = createHash('sha256').update(this.secrets[index]!).digest('hex');
    return { index, commit, path: inclusionPath(this.leaves, index).map(hex) };
  }
}

const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
const subRoot = (leaves: readonly Uint8Array[]): Uint8Array =>
  leaves.length === 1 ? leaves[0]! : nodeHash(subRoot(leaves.slice(0, split(leaves.length))), subRoot(leaves.slice(split(leaves.length))));

/** RFC 6962 §2.1.1 */
export function inclusionPath(leaves: readonly Uint8Array[], m: number): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...inclusionPath(leaves.slice(0, k), m), subRoot(leaves.slice(k))]
    : [...inclusionPath(leaves.slice(k), m - k), subRoot(leaves.slice(0, k))];
}

/** RFC 6962 §2.1.2 */
export function consistencyProof(leaves: readonly Uint8Array[], m: number, whole = true): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [subRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...consistencyProof(leaves.slice(0, k), m, whole), subRoot(leaves.slice(k))]
    : [...consistencyProof(leaves.slice(k), m - k, false), subRoot(leaves.slice(0, k))];
}

/** An append-only log with its signed notes. */
export class Log {
  readonly records: JsonObject[] = [];
  readonly leaves: Uint8Array[] = [];
  readonly notes = new Map<number, string>();

  constructor(readonly origin: string, readonly signer: Signer, readonly witnesses: readonly Signer[]) {}

  append(kind: string, members: JsonObject, alter: (record: Record<string, unknown>) => void = () => {}): number {
    const seq = this.records.length;
    const record = structuredClone({ alg: 'ssd-1.sha256', kind, log: this.origin, seq, ...members }) as Record<string, unknown>;
    alter(record);
    this.records.push(record as JsonObject);
    this.leaves.push(leafHash(canonicalBytes(record as JsonObject)));
    return seq;
  }

  note(size: number, cosigners: readonly Signer[]): string {
    const text = `${this.origin}\n${size}\n${Buffer.from(treeRoot(this.leaves.slice(0, size))).toString('base64')}\n`;
    return `${text}\n${this.signer.line(text)}${cosigners.map((witness) => witness.line(text)).join('')}`;
  }
}

export const rowsFile = (rows: readonly string[]): Uint8Array => utf8(rows.map((row) => `${row}\n`).join(''));
