import { base64Bytes } from './bytes';
import { fault } from './shape';

/** A signed note in the shape of SSD-1 §3, not yet verified. */
export interface Note {
  readonly size: number;
  readonly root: Uint8Array;
  /** What log and witnesses sign: the three lines with their line ends. */
  readonly signed: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly der: Uint8Array;
}

/** Reads a note or raises a ShapeFault of check `checkpoint`. */
export function readNote(value: string, log: string, at: string): Note {
  const lines = value.split('\n');
  const [origin, size, root, blank] = lines;
  if (lines.length < 6 || blank !== '' || lines.at(-1) !== '') {
    return fault('checkpoint.note', at, 'origin, size, root, a blank line, signature lines, each with its line end', value);
  }
  if (origin !== log) fault('checkpoint.note-origin', at, log, origin!);
  if (!/^[1-9][0-9]{0,15}$/.test(size!) || !Number.isSafeInteger(Number(size))) {
    return fault('checkpoint.note-size', at, 'a decimal number from 1 without leading zeros', size!);
  }
  const rootBytes = base64Bytes(root!);
  if (rootBytes?.length !== 32) return fault('checkpoint.note-root', at, 'base64 of 32 bytes', root!);
  return {
    size: Number(size),
    root: rootBytes,
    signed: `${origin}\n${size}\n${root}\n`,
    signatures: lines.slice(4, -1).map((line) => signature(line, at)),
  };
}

function signature(line: string, at: string): NoteSignature {
  const parts = /^\u2014 ([^ +]+) ([^ ]+)$/u.exec(line);
  const bytes = parts === null ? null : base64Bytes(parts[2]!);
  if (parts === null || bytes === null || bytes.length < 5) {
    return fault('checkpoint.note-signature', at, '— name base64', line);
  }
  return { name: parts[1]!, keyId: bytes.subarray(0, 4), der: bytes.subarray(4) };
}
