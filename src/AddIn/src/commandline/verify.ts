import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { complete } from '../domain/draws/lanes';
import type { Verification } from '../domain/draws/report';
import { bestKernel } from '../domain/draws/wasmkernel';
import { verifyFiles, type FilesAnswer, type GivenFile } from '../usecases/verifyFiles';

const usage = `npm run verify -- PACKAGE…
  PACKAGE  a folder or a .zip; proofs lie beside certificate.json
One line each, tab separated: path, answer, then for an altered package check, code, record, place, expected and found,
for an incomplete one what is absent. Exit code 0 genuine, 1 altered, 2 incomplete (the worst of all), 64 wrong usage.
`;

function filesOf(path: string): GivenFile[] {
  if (!statSync(path).isDirectory()) return [{ name: basename(path), bytes: readFileSync(path) }];
  const names = readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
  return names.map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}

function line(path: string, { answer, finding, missing }: Verification): string {
  const details = finding === null
    ? missing.map(({ code, where, what }) => [code, where.seq ?? where.file ?? '', what].join(' '))
    : [finding.check, finding.code, `record=${finding.where.seq ?? '-'}`, JSON.stringify(finding.where), `expected=${finding.expected}`, `found=${finding.found}`];
  return [path, answer, ...details.map(oneLine)].join('\t');
}

/** What a package holds may break lines; an answer must not. */
const oneLine = (text: string): string => text.replace(/[\t\r\n]/g, ' ');

const proofLines = (path: string, { proofs }: FilesAnswer): string[] =>
  proofs.map(({ file, proof }) => [join(path, file), proof.answer, proof.finding?.code ?? proof.missing[0]?.code ?? ''].join('\t'));

function run(paths: readonly string[]): number {
  if (paths.length === 0) {
    process.stderr.write(usage);
    return 64;
  }
  const kernel = bestKernel();
  const answers = new Set<string>();
  for (const path of paths) {
    let files: GivenFile[];
    try {
      files = filesOf(path);
    } catch (error) {
      process.stderr.write(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})\n`);
      return 64;
    }
    const outcome = complete(verifyFiles(files, kernel));
    process.stdout.write(`${[line(path, outcome.verification), ...proofLines(path, outcome)].join('\n')}\n`);
    answers.add(outcome.verification.answer);
    for (const { proof } of outcome.proofs) answers.add(proof.answer);
  }
  return answers.has('altered') ? 1 : answers.has('incomplete') ? 2 : 0;
}

process.exitCode = run(process.argv.slice(2));
