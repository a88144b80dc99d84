import type { Carried, Certificate } from './certificate';
import { Contradiction, type Absence, type Where } from './finding';
import type { Note } from './note';
import type { Contrib, Genesis, LogRecord, Open, RecordKind, RecordOf, Reopen } from './records';

/** An OPEN or REOPEN with what the log says about it. Lists, because a forged package may carry too many. */
export interface Ceremony<O extends Open | Reopen = Open | Reopen> {
  readonly opening: Carried<O>;
  readonly contribs: readonly Contrib[];
  readonly reveals: readonly RecordOf<'REVEAL'>[];
  readonly results: readonly (RecordOf<'RESULT'> | RecordOf<'RERESULT'>)[];
  readonly voids: readonly RecordOf<'VOID'>[];
}

/** One OPEN the package is about, with its re-draws, recusals and ends. */
export interface Draw {
  readonly ceremony: Ceremony<Open>;
  readonly redraws: readonly Ceremony<Reopen>[];
  readonly recusals: readonly RecordOf<'RECUSE'>[];
  readonly ends: readonly RecordOf<'SUPERSEDE'>[];
}

export interface Evidence {
  readonly certificate: Certificate;
  readonly genesis: Carried<Genesis> | undefined;
  readonly bySeq: ReadonlyMap<number, Carried>;
  /** Every OPEN and REOPEN carried, by seq: also those of the same desks that the package is not about. */
  readonly openings: readonly Carried<Open | Reopen>[];
  readonly draws: readonly Draw[];
  readonly absences: readonly Absence[];
}

/** The notes of a certificate once they could be read (check 2). */
export interface Notes {
  readonly checkpoint: Note;
  readonly openCheckpoints: readonly Note[];
}

export const placeOf = (record: LogRecord): Where => ({ seq: record.seq, kind: record.kind });

const isKind = <K extends RecordKind>(carried: Carried, kind: K): carried is Carried<Extract<LogRecord, { kind: K }>> =>
  carried.record.kind === kind;

/** What a record may point to with `open`: itself decides whether an OPEN, a REOPEN or either. */
const opensFor: Partial<Record<RecordKind, readonly RecordKind[]>> = {
  CONTRIB: ['OPEN', 'REOPEN'],
  REVEAL: ['OPEN', 'REOPEN'],
  VOID: ['OPEN', 'REOPEN'],
  RESULT: ['OPEN'],
  SUPERSEDE: ['OPEN'],
  RECUSE: ['OPEN'],
  REOPEN: ['OPEN'],
  RERESULT: ['REOPEN'],
};

/** Arranges the records of a certificate by ceremony. Records that do not belong to the package contradict its format (§7). */
export function arrange(certificate: Certificate): Evidence {
  const bySeq = new Map(certificate.records.map((carried) => [carried.record.seq, carried]));
  const absences: Absence[] = [];
  const genesis = bySeq.get(0);
  if (genesis === undefined) absences.push({ code: 'missing.genesis', where: { seq: 0, kind: 'GENESIS' }, what: 'GENESIS' });

  const opens: Carried<Open>[] = [];
  for (const seq of certificate.opens) {
    const carried = bySeq.get(seq);
    if (carried === undefined) absences.push({ code: 'missing.open', where: { seq, kind: 'OPEN' }, what: `OPEN ${seq}` });
    else if (isKind(carried, 'OPEN')) opens.push(carried);
    else throw new Contradiction('format.opens', placeOf(carried.record), 'OPEN', carried.record.kind);
  }
  const reopens = certificate.records.filter(
    (carried): carried is Carried<Reopen> => isKind(carried, 'REOPEN') && certificate.opens.includes(carried.record.open),
  );
  const own = new Map<number, Carried<Open | Reopen>>([...opens, ...reopens].map((carried) => [carried.record.seq, carried]));
  onlyWhatBelongs(certificate, bySeq, own, absences);

  const of = <K extends RecordKind>(kind: K, open: number): Extract<LogRecord, { kind: K }>[] =>
    certificate.records.flatMap((carried) =>
      isKind(carried, kind) && 'open' in carried.record && carried.record.open === open ? [carried.record] : []);
  const ceremony = <O extends Open | Reopen>(opening: Carried<O>): Ceremony<O> => {
    const { seq } = opening.record;
    return {
      opening,
      contribs: of('CONTRIB', seq),
      reveals: of('REVEAL', seq),
      results: [...of('RESULT', seq), ...of('RERESULT', seq)],
      voids: of('VOID', seq),
    };
  };
  return {
    certificate,
    genesis: genesis !== undefined && isKind(genesis, 'GENESIS') ? genesis : undefined,
    bySeq,
    openings: certificate.records.filter(
      (carried): carried is Carried<Open | Reopen> => isKind(carried, 'OPEN') || isKind(carried, 'REOPEN')),
    draws: opens.map((opening) => ({
      ceremony: ceremony(opening),
      redraws: reopens.filter((reopen) => reopen.record.open === opening.record.seq).map(ceremony),
      recusals: of('RECUSE', opening.record.seq),
      ends: of('SUPERSEDE', opening.record.seq),
    })),
    absences,
  };
}

function onlyWhatBelongs(
  certificate: Certificate, bySeq: ReadonlyMap<number, Carried>, own: ReadonlyMap<number, Carried<Open | Reopen>>, absences: Absence[],
): void {
  const desks = new Set(Array.from(own.values(), (carried) => carried.record.desk));
  const reported = new Set<number>(certificate.opens);
  // What a record refers to and is not carried may be a REOPEN of these OPENs.
  for (const { record } of certificate.records) {
    if (!('open' in record) || record.kind === 'REOPEN' || bySeq.has(record.open) || reported.has(record.open)) continue;
    reported.add(record.open);
    const kind = opensFor[record.kind]!.at(-1)!;
    absences.push({ code: 'missing.opening', where: { seq: record.open, kind }, what: `${kind} ${record.open}` });
  }
  const last = Math.max(...own.keys(), ...reported);
  for (const { record } of certificate.records) {
    if (record.kind === 'GENESIS') continue;
    if ('open' in record) onlyOpened(record, bySeq.get(record.open)?.record);
    if (own.has(record.seq)) continue;
    if (record.kind === 'YEAROPEN') throw excess(record);
    if (record.kind === 'OPEN' || record.kind === 'REOPEN') {
      // With one of "these" OPENs withheld its desk is unknown, so nothing can be called superfluous.
      const complete = certificate.opens.every((seq) => own.has(seq));
      if (complete && (!desks.has(record.desk) || record.seq > last)) throw excess(record);
      continue;
    }
    if (!own.has(record.open) && bySeq.has(record.open)) throw excess(record);
  }
}

/** `open` names an OPEN or REOPEN; which of the two it should be is for the check `order` (§8). */
function onlyOpened(record: LogRecord, target: LogRecord | undefined): void {
  if (target === undefined || target.kind === 'OPEN' || target.kind === 'REOPEN') return;
  throw new Contradiction('format.open', placeOf(record), 'the seq of an OPEN or REOPEN', `${target.kind} ${target.seq}`);
}

const excess = (record: LogRecord): Contradiction =>
  new Contradiction('format.record-excess', placeOf(record), 'only records of these draws and openings of their desks', `${record.kind} ${record.seq}`);

/** Records whose `open` points to something they cannot belong to. */
export function misdirected(evidence: Evidence): { record: LogRecord; allowed: readonly RecordKind[]; found: RecordKind } | undefined {
  for (const { record } of evidence.certificate.records) {
    const allowed = opensFor[record.kind];
    const target = 'open' in record ? evidence.bySeq.get(record.open)?.record.kind : undefined;
    if (allowed !== undefined && target !== undefined && !allowed.includes(target)) return { record, allowed, found: target };
  }
  return undefined;
}

/** How many records the log holds between two sequence numbers that the package does not carry. */
export function roomBetween(evidence: Evidence, after: number, before: number): number {
  let room = before - after - 1;
  for (const seq of evidence.bySeq.keys()) if (seq > after && seq < before) room--;
  return room;
}

/** Refuses a record that stands before one it must follow; where either is absent nothing is said. */
export function follows(first: LogRecord | undefined, second: LogRecord | undefined, code: string): void {
  if (first !== undefined && second !== undefined && second.seq < first.seq) {
    throw new Contradiction(code, placeOf(second), `after ${first.kind} ${first.seq}`, `seq ${second.seq}`);
  }
}
