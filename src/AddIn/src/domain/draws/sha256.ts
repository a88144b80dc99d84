import { hex, utf8 } from './bytes';

/** FIPS 180-4 §4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
export const roundConstants = firstPrimes(64).map((prime) => fractionOfRoot(prime, 3));
/** FIPS 180-4 §5.3.3: likewise of the square roots of the first 8 primes. */
export const initialState = Int32Array.from(firstPrimes(8).map((prime) => fractionOfRoot(prime, 2)));

const k = Int32Array.from(roundConstants);
const w = new Int32Array(64);

/** One SHA-256 compression: `state` (8 words) is updated with the 16 big-endian words of `block` from `at` on, `stride` apart. */
export function compress(state: Int32Array, stateAt: number, block: Int32Array, at: number, stride: number): void {
  for (let t = 0; t < 16; t++) w[t] = block[at + t * stride]!;
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15]!;
    const y = w[t - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
  }
  let a = state[stateAt]!;
  let b = state[stateAt + stride]!;
  let c = state[stateAt + 2 * stride]!;
  let d = state[stateAt + 3 * stride]!;
  let e = state[stateAt + 4 * stride]!;
  let f = state[stateAt + 5 * stride]!;
  let g = state[stateAt + 6 * stride]!;
  let h = state[stateAt + 7 * stride]!;
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[t]! + w[t]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[stateAt] = state[stateAt]! + a;
  state[stateAt + stride] = state[stateAt + stride]! + b;
  state[stateAt + 2 * stride] = state[stateAt + 2 * stride]! + c;
  state[stateAt + 3 * stride] = state[stateAt + 3 * stride]! + d;
  state[stateAt + 4 * stride] = state[stateAt + 4 * stride]! + e;
  state[stateAt + 5 * stride] = state[stateAt + 5 * stride]! + f;
  state[stateAt + 6 * stride] = state[stateAt + 6 * stride]! + g;
  state[stateAt + 7 * stride] = state[stateAt + 7 * stride]! + h;
}

const words = new Int32Array(16);

/** Takes the 64 bytes from `at` on into a state of eight words. */
export function compressBytes(state: Int32Array, bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) {
    const from = at + 4 * t;
    words[t] = (bytes[from]! << 24) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!;
  }
  compress(state, 0, words, 0, 1);
}

/** A running SHA-256, for files that are hashed piece by piece. */
export class Sha256 {
  private readonly state = initialState.slice();
  private readonly tail = new Uint8Array(64);
  private held = 0;
  private length = 0;

  /** Continues a state that has already taken `length` bytes, a multiple of 64. */
  static after(state: Int32Array, length: number): Sha256 {
    const running = new Sha256();
    running.state.set(state);
    running.length = length;
    return running;
  }

  update(bytes: Uint8Array): this {
    this.length += bytes.length;
    let at = 0;
    if (this.held > 0) {
      at = Math.min(64 - this.held, bytes.length);
      this.tail.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 64) return this;
      this.block(this.tail, 0);
      this.held = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.block(bytes, at);
    this.tail.set(bytes.subarray(at), 0);
    this.held = bytes.length - at;
    return this;
  }

  digest(): Uint8Array {
    const bits = this.length * 8;
    this.tail[this.held] = 0x80;
    this.tail.fill(0, this.held + 1);
    if (this.held >= 56) {
      this.block(this.tail, 0);
      this.tail.fill(0);
    }
    const end = new DataView(this.tail.buffer);
    end.setUint32(56, Math.floor(bits / 0x1_0000_0000));
    end.setUint32(60, bits >>> 0);
    this.block(this.tail, 0);
    const digest = new DataView(new ArrayBuffer(32));
    for (let i = 0; i < 8; i++) digest.setInt32(4 * i, this.state[i]!);
    return new Uint8Array(digest.buffer);
  }

  private block(bytes: Uint8Array, at: number): void {
    compressBytes(this.state, bytes, at);
  }
}

export const sha256 = (bytes: Uint8Array): Uint8Array => new Sha256().update(bytes).digest();

/** `F(k, m)` of SSD-1 §1: hex of SHA-256 over the 64 hexadecimal characters of the key and the message. */
export const ticket = (key: string, message: string): string => hex(sha256(utf8(key + message)));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

// Exact: the integer root of prime * 2^(32*degree), reduced to its fractional 32 bits.
function fractionOfRoot(prime: number, degree: number): number {
  const target = BigInt(prime) << BigInt(32 * degree);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle;
  }
  return Number(BigInt.asIntN(32, low));
}
