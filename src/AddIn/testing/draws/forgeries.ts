import { hex } from '../../src/domain/draws/bytes';
import { canonicalBytes } from '../../src/domain/draws/jcs';
import type { JsonObject } from '../../src/domain/draws/json';
import { leafHash } from '../../src/domain/draws/merkle';
import { answer } from './answers';
import { Bureau, throws, type Alter } from './bureau';
import { consistencyProof, inclusionPath } from './notary';

/** A log in which one record was forged before it was signed, so that only the protocol's own rules can find it. */
export function forged(kind: string, alter: Alter, plans: Parameters<Bureau['open']>[0] = [{}]): string {
  const bureau = new Bureau(1, kind === 'GENESIS' ? alter : undefined);
  const of = (name: string): Alter | undefined => (name === kind ? alter : undefined);
  const open = bureau.open(plans, undefined, of('OPEN'));
  bureau.checkpoint();
  bureau.contrib(open, 0, throws, of('CONTRIB'));
  bureau.reveal(open, of('REVEAL'));
  bureau.result(open, of('RESULT'));
  return answer(bureau.package([open]));
}

/** The same, with nothing after the forged record: its shape is wrong whatever follows. */
export function malformed(kind: string, alter: Alter): string {
  const bureau = new Bureau(1, kind === 'GENESIS' ? alter : undefined);
  bureau.open([{}], undefined, kind === 'OPEN' ? alter : undefined);
  const steps: [string, (own?: Alter) => void][] = [
    ['CONTRIB', (own) => bureau.contrib(1, 0, throws, own)], ['REVEAL', (own) => bureau.reveal(1, own)], ['RESULT', (own) => bureau.result(1, own)],
  ];
  const last = steps.findIndex(([name]) => name === kind);
  for (const [name, step] of steps.slice(0, last + 1)) step(name === kind ? alter : undefined);
  return answer(bureau.package([1]));
}

export const repackaged = (alter: Alter): string => {
  const bureau = new Bureau();
  bureau.finish(bureau.open([{}]));
  return answer(bureau.package([1], { alter }));
};

export function swapLines(note: string): string {
  const lines = note.split('\n');
  [lines[4], lines[5]] = [lines[5]!, lines[4]!];
  return lines.join('\n');
}

export function withCheckpoint(bureau: Bureau, size: number, note: string): Alter {
  return (certificate) => {
    certificate.openCheckpoints.push(note);
    certificate.consistency.push({ from: size, to: bureau.log.records.length, proof: consistencyProof(bureau.log.leaves, size).map(hex) });
  };
}

export const leafOf = (record: JsonObject): Uint8Array => leafHash(canonicalBytes(record));
export const carry = (bureau: Bureau, seq: number) => ({ record: bureau.log.records[seq]!, path: inclusionPath(bureau.log.leaves, seq).map(hex) });
