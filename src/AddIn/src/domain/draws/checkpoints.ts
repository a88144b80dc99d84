import { base64Bytes, hex, sameBytes, unhex, utf8 } from './bytes';
import { certificateFile, type Certificate } from './certificate';
import { placeOf, type Evidence, type Notes } from './evidence';
import { Contradiction, type Where } from './finding';
import { isConsistent, rootOfInclusion } from './merkle';
import { readNote, type Note, type NoteSignature } from './note';
import type { Missing } from './order';
import { publicKey, verifySignature, type PublicKey } from './p256';
import type { Genesis } from './records';
import { fault, ShapeFault } from './shape';
import { sha256 } from './sha256';

/** Verifies signatures once each: a package repeats the log's key on every note. */
export type SignatureCheck = (key: PublicKey, message: Uint8Array, der: Uint8Array) => boolean;

interface Signer {
  readonly keyId: Uint8Array;
  readonly key: PublicKey;
}

const inCertificate = (at: string): Where => ({ file: certificateFile, at });

/** Check 2, first part: the text of every note. */
export function readNotes({ log, checkpoint, openCheckpoints }: Certificate): Notes {
  try {
    const notes = openCheckpoints.map((note, i) => readNote(note, log, `openCheckpoints[${i}]`));
    const unordered = notes.findIndex((note, i) => i > 0 && note.size <= notes[i - 1]!.size);
    if (unordered >= 0) fault('checkpoint.not-ascending', `openCheckpoints[${unordered}]`, `a size above ${notes[unordered - 1]!.size}`, notes[unordered]!.size);
    return { checkpoint: readNote(checkpoint, log, 'checkpoint'), openCheckpoints: notes };
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    throw new Contradiction(error.code, inCertificate(error.at), error.expected, error.found);
  }
}

/** Check 2: every signature line of every note, and enough cosignatures on the open checkpoints. */
export function checkCheckpoints(evidence: Evidence, notes: Notes, verify: SignatureCheck = verifySignature): void {
  const genesis = evidence.genesis?.record;
  if (genesis === undefined) return;
  const signers = new Map([
    [genesis.log, signer(genesis.key)],
    ...genesis.witnesses.map((witness): [string, Signer] => [witness.name, signer(witness.key)]),
  ]);
  const { checkpoint, openCheckpoints } = notes;
  checkNote(checkpoint, 'checkpoint', genesis, signers, verify);
  openCheckpoints.forEach((note, i) => {
    const at = `openCheckpoints[${i}]`;
    checkNote(note, at, genesis, signers, verify);
    const cosigned = note.signatures.length - 1;
    if (cosigned < genesis.policy.k) {
      throw new Contradiction('checkpoint.policy', inCertificate(at), `${genesis.policy.k} cosignatures`, String(cosigned));
    }
  });
}

function signer(spki: string): Signer {
  // The shape of GENESIS guarantees both.
  const bytes = base64Bytes(spki)!;
  return { keyId: sha256(bytes).subarray(0, 4), key: publicKey(bytes)! };
}

function checkNote(note: Note, at: string, genesis: Genesis, signers: ReadonlyMap<string, Signer>, verify: SignatureCheck): void {
  const seen = new Set<string>();
  note.signatures.forEach((line, i) => {
    const where = inCertificate(`${at} line ${i + 5}`);
    if (i === 0 && line.name !== genesis.log) throw new Contradiction('checkpoint.log-first', where, genesis.log, line.name);
    if (seen.has(line.name)) throw new Contradiction('checkpoint.signed-twice', where, 'one line per signer', line.name);
    seen.add(line.name);
    checkLine(note, line, where, signers, verify);
  });
}

function checkLine(note: Note, line: NoteSignature, where: Where, signers: ReadonlyMap<string, Signer>, verify: SignatureCheck): void {
  const known = signers.get(line.name);
  if (known === undefined) throw new Contradiction('checkpoint.unknown-signer', where, [...signers.keys()].join(' '), line.name);
  if (!sameBytes(known.keyId, line.keyId)) throw new Contradiction('checkpoint.key-id', where, hex(known.keyId), hex(line.keyId));
  if (!verify(known.key, utf8(note.signed), line.der)) {
    throw new Contradiction('checkpoint.signature', where, `a signature by ${line.name}`, hex(line.der));
  }
}

/** Check 3: every record carried is in the tree of the checkpoint. */
export function checkInclusion({ certificate: { records } }: Evidence, { checkpoint }: Notes): void {
  for (const { record, leaf, path } of records) {
    const root = rootOfInclusion(leaf, record.seq, checkpoint.size, path);
    if (root === null) {
      throw new Contradiction('inclusion.path', placeOf(record), `a path of leaf ${record.seq} in ${checkpoint.size}`, `${path.length} hashes`);
    }
    if (!sameBytes(root, checkpoint.root)) throw new Contradiction('inclusion.root', placeOf(record), hex(checkpoint.root), hex(root));
  }
}

/** Check 4: every open checkpoint is a prefix of the checkpoint. Proofs stand in the order of the open checkpoints. */
export function checkConsistency({ certificate: { consistency } }: Evidence, { checkpoint, openCheckpoints }: Notes, missing: Missing): void {
  let next = 0;
  openCheckpoints.forEach((note, i) => {
    const given = consistency[next];
    const where = inCertificate(`consistency[${next}]`);
    const left = openCheckpoints.length - i;
    // A proof may be absent, but not while there are as many as there are checkpoints left to prove.
    if (given === undefined || (given.from !== note.size && consistency.length - next < left)) {
      missing({ code: 'missing.consistency', where: inCertificate(`openCheckpoints[${i}]`), what: `${note.size}–${checkpoint.size}` });
      return;
    }
    next++;
    const { from, to, proof } = given;
    if (from !== note.size || to !== checkpoint.size) {
      throw new Contradiction('consistency.sizes', where, `${note.size} to ${checkpoint.size}`, `${from} to ${to}`);
    }
    if (!isConsistent(from, note.root, to, checkpoint.root, proof.map(unhex))) {
      throw new Contradiction('consistency.proof', where, `a proof from ${hex(note.root)} to ${hex(checkpoint.root)}`, `${proof.length} hashes`);
    }
  });
  if (next < consistency.length) {
    throw new Contradiction('consistency.excess', inCertificate(`consistency[${next}]`), `${openCheckpoints.length} proofs`, String(consistency.length));
  }
}
