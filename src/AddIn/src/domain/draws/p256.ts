import { sha256 } from './sha256';

// Curve P-256 (SEC 2 §2.4.2, FIPS 186-4 D.1.2.3): y² = x³ − 3x + b over the field of p, group order n.
const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const generator = affine(
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
);

/** A point in Jacobian coordinates: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
}

export interface PublicKey {
  readonly x: bigint;
  readonly y: bigint;
}

// RFC 5480: SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING } with an uncompressed point.
const spkiHead = [
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
  0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];

/** The key of a 91-byte SPKI structure, or null where it is not an uncompressed point of the curve. */
export function publicKey(spki: Uint8Array): PublicKey | null {
  if (spki.length !== 91 || spkiHead.some((byte, i) => spki[i] !== byte)) return null;
  const x = integer(spki.subarray(27, 59));
  const y = integer(spki.subarray(59));
  const onCurve = x < p && y < p && (y * y - (x * x * x - 3n * x + b)) % p === 0n;
  return onCurve ? { x, y } : null;
}

/** ECDSA over SHA-256 (FIPS 186-4 §6.4) with a strictly DER encoded signature. */
export function verifySignature(key: PublicKey, message: Uint8Array, der: Uint8Array): boolean {
  const signature = derSignature(der);
  if (signature === null) return false;
  const { r, s } = signature;
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const inverse = invert(s, n);
  const u1 = (integer(sha256(message)) * inverse) % n;
  const u2 = (r * inverse) % n;
  const sum = doubleMultiply(u1, u2, affine(key.x, key.y));
  if (sum.z === 0n) return false;
  const zInverse = invert(sum.z, p);
  return ((sum.x * zInverse * zInverse) % p) % n === r;
}

function derSignature(der: Uint8Array): { r: bigint; s: bigint } | null {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const r = derInteger(der, 2);
  const s = r === null ? null : derInteger(der, r.end);
  return r !== null && s !== null && s.end === der.length ? { r: r.value, s: s.value } : null;
}

function derInteger(der: Uint8Array, at: number): { value: bigint; end: number } | null {
  const length = der[at + 1];
  if (der[at] !== 0x02 || length === undefined || length < 1 || length > 33) return null;
  const end = at + 2 + length;
  if (end > der.length) return null;
  const first = der[at + 2]!;
  const negative = first >= 0x80;
  const padded = length > 1 && first === 0 && der[at + 3]! < 0x80;
  return negative || padded ? null : { value: integer(der.subarray(at + 2, end)), end };
}

function integer(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function affine(x: bigint, y: bigint): Point {
  return { x, y, z: 1n };
}

const infinity: Point = { x: 1n, y: 1n, z: 0n };

const reduce = (value: bigint): bigint => {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
};

// u·G + v·Q in one pass over the bits, two bits of each scalar at a time (Straus 1964).
function doubleMultiply(u: bigint, v: bigint, q: Point): Point {
  const table: Point[] = [infinity];
  for (let i = 1; i < 16; i++) {
    const before = i >= 4 ? table[i - 4]! : table[i - 1]!;
    table.push(add(before, i >= 4 ? q : generator));
  }
  let sum = infinity;
  for (let bit = 254n; bit >= 0n; bit -= 2n) {
    sum = double(double(sum));
    const digit = Number((u >> bit) & 3n) + 4 * Number((v >> bit) & 3n);
    if (digit !== 0) sum = add(sum, table[digit]!);
  }
  return sum;
}

// Explicit-Formulas Database, "dbl-2001-b" for a = −3.
function double({ x, y, z }: Point): Point {
  if (z === 0n || y === 0n) return infinity;
  const delta = (z * z) % p;
  const gamma = (y * y) % p;
  const beta = (x * gamma) % p;
  const alpha = (3n * (x - delta) * (x + delta)) % p;
  const x3 = reduce(alpha * alpha - 8n * beta);
  return { x: x3, y: reduce(alpha * (4n * beta - x3) - 8n * gamma * gamma), z: reduce(2n * y * z) };
}

// Explicit-Formulas Database, "add-1998-cmo-2".
function add(a: Point, c: Point): Point {
  if (a.z === 0n) return c;
  if (c.z === 0n) return a;
  const aZ2 = (a.z * a.z) % p;
  const cZ2 = (c.z * c.z) % p;
  const u1 = (a.x * cZ2) % p;
  const u2 = (c.x * aZ2) % p;
  const s1 = (a.y * cZ2 * c.z) % p;
  const s2 = (c.y * aZ2 * a.z) % p;
  const h = reduce(u2 - u1);
  const r = reduce(s2 - s1);
  if (h === 0n) return r === 0n ? double(a) : infinity;
  const h2 = (h * h) % p;
  const h3 = (h * h2) % p;
  const v = (u1 * h2) % p;
  const x3 = reduce(r * r - h3 - 2n * v);
  return { x: x3, y: reduce(r * (v - x3) - s1 * h3), z: (a.z * c.z * h) % p };
}

function invert(value: bigint, modulus: bigint): bigint {
  let [oldR, r] = [value % modulus, modulus];
  let [oldS, s] = [1n, 0n];
  while (r !== 0n) {
    const quotient = oldR / r;
    [oldR, r] = [r, oldR - quotient * r];
    [oldS, s] = [s, oldS - quotient * s];
  }
  return oldS < 0n ? oldS + modulus : oldS;
}
