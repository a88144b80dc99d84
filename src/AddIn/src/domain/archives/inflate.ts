// RFC 1951 §3.2.5: base values and extra bits of length and distance codes.
const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = Array.from({ length: 30 }, (_, code) => (code < 4 ? code + 1 : ((2 + (code & 1)) << ((code >> 1) - 1)) + 1));
const distanceExtra = Array.from({ length: 30 }, (_, code) => (code < 4 ? 0 : (code >> 1) - 1));
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const maxBits = 15;

/** Codes of one alphabet, read bit by bit in canonical order (RFC 1951 §3.2.2), with a table for the first nine bits. */
interface Codes {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
  /** For each nine bits: symbol * 16 + length, or 0 where the code is longer. */
  readonly quick: Int32Array;
}

const quickBits = 9;

class Damaged extends Error {}

/** Bytes of a raw deflate stream that must give exactly `size` bytes and use its input up; null where it does not. */
export function inflate(input: Uint8Array, size: number): Uint8Array | null {
  const inflater = new Inflater(input, size);
  try {
    return inflater.run();
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return null;
  }
}

class Inflater {
  private readonly output: Uint8Array;
  private written = 0;
  private at = 0;
  private held = 0;
  private heldBits = 0;

  constructor(private readonly input: Uint8Array, size: number) {
    this.output = new Uint8Array(size);
  }

  run(): Uint8Array {
    let last = false;
    while (!last) {
      last = this.bits(1) === 1;
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else if (kind === 1) this.block(fixedLengths, fixedDistances);
      else if (kind === 2) this.dynamic();
      else throw new Damaged();
    }
    if (this.written !== this.output.length || this.at - (this.heldBits >> 3) !== this.input.length) throw new Damaged();
    return this.output;
  }

  private need(count: number): void {
    while (this.heldBits < count) {
      // Reading a little past the end is harmless as long as those bits are never used up.
      this.held |= (this.input[this.at] ?? 0) << this.heldBits;
      this.at++;
      this.heldBits += 8;
    }
  }

  private bits(count: number): number {
    if (count === 0) return 0;
    this.need(count);
    const value = this.held & ((1 << count) - 1);
    this.drop(count);
    return value;
  }

  private drop(count: number): void {
    this.held >>>= count;
    this.heldBits -= count;
    if (this.at - (this.heldBits >> 3) > this.input.length) throw new Damaged();
  }

  private stored(): void {
    this.drop(this.heldBits & 7);
    const length = this.bits(16);
    const complement = this.bits(16);
    if (length !== (complement ^ 0xffff)) throw new Damaged();
    const start = this.at - (this.heldBits >> 3);
    this.held = 0;
    this.heldBits = 0;
    this.at = start + length;
    if (this.at > this.input.length || this.written + length > this.output.length) throw new Damaged();
    this.output.set(this.input.subarray(start, this.at), this.written);
    this.written += length;
  }

  private dynamic(): void {
    const lengthCodes = this.bits(5) + 257;
    const distanceCodes = this.bits(5) + 1;
    const given = this.bits(4) + 4;
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < given; i++) codeLengths[codeLengthOrder[i]!] = this.bits(3);
    const codes = codesOf(codeLengths);
    const lengths = new Uint8Array(lengthCodes + distanceCodes);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.symbol(codes);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new Damaged();
      const value = symbol === 16 ? lengths[i - 1]! : 0;
      const repeat = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
      if (i + repeat > lengths.length) throw new Damaged();
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    if (lengthCodes > 286 || distanceCodes > 30 || lengths[256] === 0) throw new Damaged();
    this.block(codesOf(lengths.subarray(0, lengthCodes)), codesOf(lengths.subarray(lengthCodes)));
  }

  private block(lengthCodes: Codes, distanceCodes: Codes): void {
    const { output } = this;
    for (;;) {
      const symbol = this.symbol(lengthCodes);
      if (symbol === 256) return;
      if (symbol < 256) {
        if (this.written >= output.length) throw new Damaged();
        output[this.written++] = symbol;
        continue;
      }
      const code = symbol - 257;
      if (code >= lengthBase.length) throw new Damaged();
      const length = lengthBase[code]! + this.bits(lengthExtra[code]!);
      const distanceCode = this.symbol(distanceCodes);
      if (distanceCode >= distanceBase.length) throw new Damaged();
      const distance = distanceBase[distanceCode]! + this.bits(distanceExtra[distanceCode]!);
      if (distance > this.written || this.written + length > output.length) throw new Damaged();
      for (let i = 0; i < length; i++, this.written++) output[this.written] = output[this.written - distance]!;
    }
  }

  private symbol(codes: Codes): number {
    this.need(maxBits);
    const quick = codes.quick[this.held & ((1 << quickBits) - 1)]!;
    if (quick !== 0) {
      this.drop(quick & 15);
      return quick >> 4;
    }
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= maxBits; length++) {
      code |= (this.held >> (length - 1)) & 1;
      const count = codes.counts[length]!;
      if (code - count < first) {
        this.drop(length);
        return codes.symbols[index + code - first]!;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Damaged();
  }
}

function codesOf(lengths: Uint8Array): Codes {
  const counts = new Uint16Array(maxBits + 1);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  let left = 1;
  for (let length = 1; length <= maxBits; length++) {
    left = 2 * left - counts[length]!;
    if (left < 0) throw new Damaged();
  }
  const offsets = new Uint16Array(maxBits + 2);
  const next = new Uint16Array(maxBits + 2);
  for (let length = 1; length <= maxBits; length++) {
    offsets[length + 1] = offsets[length]! + counts[length]!;
    next[length + 1] = (next[length]! + counts[length]!) << 1;
  }
  const symbols = new Uint16Array(lengths.length);
  const quick = new Int32Array(1 << quickBits);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    symbols[offsets[length]!++] = symbol;
    const code = next[length]!++;
    if (length > quickBits) return;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let filler = reversed; filler < 1 << quickBits; filler += 1 << length) quick[filler] = symbol * 16 + length;
  });
  return { counts, symbols, quick };
}

const fixedLengths = codesOf(Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)));
const fixedDistances = codesOf(new Uint8Array(30).fill(5));
