import { hex, unhex } from './bytes';
import { Contradiction, shown, type Where } from './finding';
import { canonicalBytes, isArray, isObject } from './jcs';
import { parseJsonFile, type Json } from './json';
import { leafHash } from './merkle';
import { alg, readRecord, type LogRecord } from './records';
import {
  arrayOf, ascending, constant, fileName, hash, integer, logName, object, oneOf, ShapeFault, taskId, text,
  type Of, type Shape,
} from './shape';
import { sha256 } from './sha256';

export const certificateFile = 'certificate.json';

/** A log record with its leaf hash and its inclusion proof. */
export interface Carried<R extends LogRecord = LogRecord> {
  readonly record: R;
  readonly leaf: Uint8Array;
  readonly path: readonly Uint8Array[];
}

export type TableKind = 'register' | 'roster' | 'conflicts';

/** Hashes when asked: a package refused by its format is never hashed. */
class CarriedRecord implements Carried {
  private hashed: Uint8Array | undefined;

  constructor(readonly record: LogRecord, private readonly value: Json, private readonly steps: readonly string[]) {}

  get leaf(): Uint8Array {
    return (this.hashed ??= leafHash(canonicalBytes(this.value)));
  }

  get path(): readonly Uint8Array[] {
    return this.steps.map(unhex);
  }
}

const anything: Shape<Json> = (value) => value;
const certificateShape = object({
  alg: constant(alg),
  kind: constant('CERTIFICATE'),
  log: logName,
  opens: ascending(integer(1), 1),
  checkpoint: text,
  openCheckpoints: arrayOf(text),
  records: arrayOf(object({ record: anything, path: arrayOf(hash) })),
  consistency: arrayOf(object({ from: integer(1), to: integer(1), proof: arrayOf(hash) })),
  tables: arrayOf(object({
    task: taskId,
    open: integer(1),
    table: oneOf('register', 'roster', 'conflicts'),
    file: fileName,
    sha256: hash,
    bytes: integer(0),
  })),
});

export type TableEntry = Of<typeof certificateShape>['tables'][number];

export interface Certificate extends Omit<Of<typeof certificateShape>, 'records'> {
  readonly records: readonly Carried[];
  /** `hex(H(JCS(certificate.json)))`, by which a proof names its certificate. */
  readonly hash: () => string;
}

/** Reads `certificate.json` and everything it can violate by itself; raises a Contradiction of check `format`. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const parsed = parseJsonFile(bytes);
  if (!parsed.ok) {
    throw new Contradiction(`format.json-${parsed.problem}`, { file: certificateFile, at: `character ${parsed.at + 1}` }, 'JSON as in SSD-1 §1', shown(parsed.found));
  }
  let record: Where = {};
  try {
    const body = certificateShape(parsed.value, '');
    const records = body.records.map(({ record: value, path }, i) => {
      record = whereOf(value);
      const read = readRecord(value, `records[${i}].record`);
      return new CarriedRecord(read, value, path);
    });
    records.forEach(({ record: read }, i) => {
      record = placeInFile(read);
      const before = records[i - 1]?.record.seq ?? -1;
      if (read.seq <= before) throw new ShapeFault('format.not-ascending', `records[${i}].record.seq`, `greater than ${before}`, String(read.seq));
    });
    record = {};
    const certificate: Certificate = { ...body, records, hash: () => hex(sha256(canonicalBytes(parsed.value))) };
    oneLog(certificate);
    return certificate;
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    throw new Contradiction(error.code, { file: certificateFile, ...record, at: error.at }, error.expected, error.found);
  }
}

function oneLog(certificate: Certificate): void {
  for (const { record } of certificate.records) {
    if (record.log !== certificate.log) {
      throw new Contradiction('format.record-log', { file: certificateFile, ...placeInFile(record) }, certificate.log, record.log);
    }
  }
}

const placeInFile = ({ seq, kind }: LogRecord): Where => ({ seq, kind });

function whereOf(value: Json): Where {
  if (!isObject(value) || isArray(value)) return {};
  const { seq, kind } = value;
  return { ...(typeof seq === 'number' ? { seq } : {}), ...(typeof kind === 'string' ? { kind: shown(kind) } : {}) };
}
