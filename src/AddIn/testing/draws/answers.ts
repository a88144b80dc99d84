import { complete } from '../../src/domain/draws/lanes';
import type { Verification } from '../../src/domain/draws/report';
import type { Files } from '../../src/domain/draws/tablecheck';
import { verifyPackage } from '../../src/domain/draws/verify';
import { bestKernel } from '../../src/domain/draws/wasmkernel';

const kernel = bestKernel();

export const verify = (files: Files): Verification => complete(verifyPackage(files, { kernel }));

/** `genuine`, `altered CHECK CODE at RECORD` or `incomplete CODE, …`. */
export function answer(files: Files): string {
  const { answer: given, finding, missing } = verify(files);
  if (finding !== null) return `${given} ${finding.check} ${finding.code}${finding.where.seq === undefined ? '' : ` at ${finding.where.seq}`}`;
  return missing.length === 0 ? given : `${given} ${missing.map(({ code }) => code).join(', ')}`;
}
