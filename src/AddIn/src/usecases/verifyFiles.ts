import { looksLikeZip, readZip } from '../domain/archives/zip';
import { certificateFile } from '../domain/draws/certificate';
import type { Kernel } from '../domain/draws/kernel';
import type { Steps } from '../domain/draws/lanes';
import { isProofFile, verifyProof, type ProofVerification } from '../domain/draws/proof';
import type { Verification } from '../domain/draws/report';
import type { PartReader } from '../domain/draws/sharedregister';
import type { Files } from '../domain/draws/tablecheck';
import { unreadable, verifyPackage } from '../domain/draws/verify';

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ProofAnswer {
  readonly file: string;
  readonly proof: ProofVerification;
}

export interface FilesAnswer {
  readonly verification: Verification;
  readonly proofs: readonly ProofAnswer[];
  /** Bytes of everything hashed, for the record. */
  readonly bytes: number;
  /** Where a certificate lies one folder too deep, its path. */
  readonly nested: string | null;
}

type Sorted = { readonly files: Files; readonly proofs: readonly GivenFile[] } | { readonly refused: Verification };

/** Verifies whatever somebody chose or dropped: one package as a .zip or as its files, and proofs that belong to it. */
export function* verifyFiles(given: readonly GivenFile[], kernel: Kernel, readers: readonly PartReader[] = []): Steps<FilesAnswer> {
  yield { step: 'read', done: 0, of: given.length };
  const sorted = sort(given);
  if ('refused' in sorted) return { verification: sorted.refused, proofs: [], bytes: 0, nested: null };
  const { files, proofs } = sorted;
  const verification = yield* verifyPackage(files, { kernel, readers });
  const known = files.has(certificateFile) ? verification : null;
  return {
    verification,
    proofs: proofs.map(({ name, bytes }) => ({ file: name, proof: verifyProof(bytes, name, known, kernel) })),
    bytes: [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    nested: known === null ? [...files.keys()].find((name) => name.endsWith(`/${certificateFile}`)) ?? null : null,
  };
}

/** The files of the package among those given, so that the page can look up rows by itself. */
export function packageFiles(given: readonly GivenFile[]): Files {
  const sorted = sort(given);
  return 'refused' in sorted ? new Map() : sorted.files;
}

function sort(given: readonly GivenFile[]): Sorted {
  const zips = given.filter(({ bytes }) => looksLikeZip(bytes));
  const loose = given.filter(({ bytes }) => !looksLikeZip(bytes));
  if (zips.length > 1) {
    return { refused: unreadable('zip.several', zips[1]!.name, 'one package', zips.map(({ name }) => name).join(' ')) };
  }
  const proofs = loose.filter(({ name, bytes }) => name.toLowerCase().endsWith('.json') && name !== certificateFile && isProofFile(bytes));
  const rest = loose.filter((file) => !proofs.includes(file));
  if (zips[0] === undefined) return collect(rest, proofs);
  const zip = readZip(zips[0].bytes);
  if (!zip.ok) return { refused: unreadable(zip.code, zip.entry || zips[0].name, zip.expected, zip.found) };
  return collect([...Array.from(zip.files, ([name, bytes]) => ({ name, bytes })), ...rest], proofs);
}

function collect(members: readonly GivenFile[], proofs: readonly GivenFile[]): Sorted {
  const files = new Map<string, Uint8Array>();
  for (const { name, bytes } of members) {
    if (files.has(name)) return { refused: unreadable('zip.duplicate', name, 'no name twice', name) };
    files.set(name, bytes);
  }
  return { files, proofs };
}
