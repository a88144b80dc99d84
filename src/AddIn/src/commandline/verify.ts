import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bestKernel } from '../domain/draws/wasmkernel';
import { complete } from '../domain/draws/lanes';
import type { Verification } from '../domain/draws/report';
import { verifyPackage } from '../domain/draws/verify';

const exitCodes = { genuine: 0, altered: 1, incomplete: 2 } as const;

/** One line per package, tab separated: path, answer, and for an altered one check, code, record and place. */
function line(path: string, { answer, finding, missing }: Verification): string {
  const details = finding === null
    ? missing.map(({ code, where, what }) => `${code} ${where.seq ?? where.file ?? ''} ${what}`.trim())
    : [finding.check, finding.code, `record=${finding.where.seq ?? '-'}`, JSON.stringify(finding.where), `expected=${finding.expected}`, `found=${finding.found}`];
  return [path, answer, ...details].join('\t');
}

function folderFiles(folder: string): Map<string, Uint8Array> {
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}

const kernel = bestKernel();
let worst = 0;
for (const path of process.argv.slice(2)) {
  const verification = complete(verifyPackage(folderFiles(path), { kernel }));
  process.stdout.write(`${line(path, verification)}\n`);
  worst = Math.max(worst, verification.answer === 'incomplete' ? 1 : verification.answer === 'altered' ? 2 : 0);
}
process.exitCode = worst === 2 ? exitCodes.altered : worst === 1 ? exitCodes.incomplete : exitCodes.genuine;
