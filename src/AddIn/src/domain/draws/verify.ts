import { hex } from './bytes';
import { certificateFile, readCertificate, type Certificate } from './certificate';
import { checkCheckpoints, checkConsistency, checkInclusion, readNotes, type SignatureCheck } from './checkpoints';
import { checkContributions, checkEntropy } from './contributions';
import { arrange, placeOf, type Evidence, type Notes } from './evidence';
import { checkNames, Contradiction, type Absence, type CheckName, type Finding } from './finding';
import type { Kernel } from './kernel';
import type { Steps } from './lanes';
import { checkOrder } from './order';
import { verifySignature } from './p256';
import { checkQuotas } from './quota';
import { Recomputation } from './recompute';
import { reportOpens, type CheckOutcome, type Verification } from './report';
import { checkSecrets } from './secrets';
import { checkSeeds } from './seed';
import type { PartReader } from './sharedregister';
import { TableCheck, type Files } from './tablecheck';

export interface VerifyOptions {
  readonly kernel: Kernel;
  readonly verifySignature?: SignatureCheck;
  /** The published leaf hash of GENESIS, where whoever verifies knows it. */
  readonly genesis?: string;
  /** Who may read large registers at the same time. */
  readonly readers?: readonly PartReader[];
}

/** Verifies an evidence package (SSD-1 §7), given its files by name, in steps that whoever drives it may interrupt. */
export function* verifyPackage(files: Files, options: VerifyOptions): Steps<Verification> {
  const run = new Run(files, options);
  for (const check of checkNames) {
    yield { step: check, done: 0, of: 0 };
    if (!(yield* run.check(check))) break;
  }
  return run.verification();
}

/** A package that could not even be opened contradicts the first check. */
export function unreadable(code: string, file: string, expected: string, found: string): Verification {
  const run = new Run(new Map(), undefined);
  run.fail('format', new Contradiction(code, { file }, expected, found));
  return run.verification();
}

class Run {
  private readonly outcomes: CheckOutcome[] = [];
  private readonly absences = new Map<string, Absence>();
  private finding: Finding | null = null;
  private certificate: Certificate | null = null;
  private evidence: Evidence | null = null;
  private notes: Notes | null = null;
  private recomputation: Recomputation | null = null;
  private tables: TableCheck | null = null;
  private incompleteHere = false;

  constructor(private readonly files: Files, private readonly options: VerifyOptions | undefined) {}

  /** Makes one check; false where it found a contradiction. */
  *check(check: CheckName): Steps<boolean> {
    this.incompleteHere = false;
    try {
      yield* this.make(check);
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      this.fail(check, error);
      return false;
    }
    this.outcomes.push({ check, status: this.incompleteHere ? 'partial' : 'passed' });
    return true;
  }

  fail(check: CheckName, { code, where, expected, found }: Contradiction): void {
    this.finding = { check, code, where, expected, found };
    this.outcomes.push({ check, status: 'failed' });
  }

  verification(): Verification {
    const { certificate, evidence } = this;
    const genesis = evidence?.genesis;
    const answer = this.finding !== null ? 'altered' : this.absences.size > 0 ? 'incomplete' : 'genuine';
    const done = new Set(this.outcomes.map(({ check }) => check));
    return {
      answer,
      checks: [...this.outcomes, ...checkNames.filter((check) => !done.has(check)).map((check) => ({ check, status: 'skipped' as const }))],
      finding: this.finding,
      missing: [...this.absences.values()],
      log: certificate?.log ?? null,
      genesis: genesis === undefined ? null : hex(genesis.leaf),
      policy: genesis?.record.policy.k ?? null,
      witnesses: genesis?.record.witnesses.map(({ name }) => name) ?? [],
      logSize: this.notes?.checkpoint.size ?? null,
      // Nothing an altered package says is worth repeating.
      certificate: answer === 'altered' ? null : certificate?.hash() ?? null,
      opens: evidence === null || answer === 'altered' ? [] : reportOpens(evidence, this.notes, this.recomputation?.tasks ?? new Map()),
    };
  }

  private *make(check: CheckName): Steps<void> {
    if (check === 'format') return this.readFormat();
    const { evidence } = this;
    if (evidence === null) {
      this.incompleteHere = true;
      return;
    }
    switch (check) {
      case 'checkpoint':
        if (evidence.genesis === undefined) this.incompleteHere = true;
        return this.checkNotes(evidence);
      case 'inclusion':
        return checkInclusion(evidence, this.notes!);
      case 'consistency':
        return checkConsistency(evidence, this.notes!, this.missing);
      case 'order':
        return checkOrder(evidence, this.notes!, this.missing);
      case 'secret':
        if (evidence.genesis === undefined) this.incompleteHere = true;
        return checkSecrets(evidence, this.missing);
      case 'entropy':
        return checkEntropy(evidence);
      case 'contribution':
        return checkContributions(evidence);
      case 'tables':
        return yield* this.tables!.run(this.missing);
      case 'quota':
        return checkQuotas(evidence);
      case 'seed':
        return checkSeeds(evidence);
      case 'drawn':
        this.recomputation = new Recomputation(this.options!.kernel, evidence, this.tables!);
        return this.note(yield* this.recomputation.checkDrawn());
      case 'teams':
        return this.note(yield* this.recomputation!.checkTeams(this.missing));
      case 'redraw':
        return this.note(yield* this.recomputation!.checkRedraws());
    }
  }

  private readFormat(): void {
    const bytes = this.files.get(certificateFile);
    if (bytes === undefined) return this.missing({ code: 'missing.certificate', where: { file: certificateFile }, what: certificateFile });
    this.certificate = readCertificate(bytes);
    this.evidence = arrange(this.certificate);
    this.tables = new TableCheck(this.options!.kernel, this.evidence, this.files, this.options!.readers ?? []);
  }

  private checkNotes(evidence: Evidence): void {
    const { genesis, verifySignature: verify = verifySignature } = this.options!;
    if (genesis !== undefined && evidence.genesis !== undefined && hex(evidence.genesis.leaf) !== genesis) {
      throw new Contradiction('checkpoint.genesis', placeOf(evidence.genesis.record), genesis, hex(evidence.genesis.leaf));
    }
    this.notes = readNotes(evidence.certificate);
    checkCheckpoints(evidence, this.notes, verify);
  }

  private note(complete: boolean): void {
    if (!complete) this.incompleteHere = true;
  }

  private readonly missing = (absence: Absence): void => {
    this.incompleteHere = true;
    this.absences.set(JSON.stringify(absence), absence);
  };
}
