import { hex, utf8 } from './bytes';
import { placeOf, type Ceremony, type Evidence } from './evidence';
import { Contradiction, shown } from './finding';
import type { Contrib, Expect } from './records';
import { isFreeText } from './shape';
import { sha256 } from './sha256';

/** Millibits that whoever does not choose them must bring (§3). */
const leastEntropy = 64_000;

export const entropyOf = (expect: Expect): number => {
  switch (expect.source) {
    case 'dice6': return 2584 * expect.count;
    case 'd10': return 3321 * expect.count;
    case 'kl8': return 61_600;
    case 'phrase': return 0;
  }
};

/** Check 7: enough unchosen randomness, and no lottery issue twice in an OPEN and its REOPENs. */
export function checkEntropy(evidence: Evidence): void {
  for (const draw of evidence.draws) {
    const issues = new Set<string>();
    for (const { opening } of [draw.ceremony, ...draw.redraws]) {
      const { expects } = opening.record;
      const sum = expects.reduce((total, expect) => total + entropyOf(expect), 0);
      if (sum < leastEntropy) {
        throw new Contradiction('entropy.too-little', placeOf(opening.record), `at least ${leastEntropy} millibits`, String(sum));
      }
      expects.forEach((expect, i) => {
        if (expect.source !== 'kl8') return;
        if (issues.has(expect.issue)) {
          throw new Contradiction('entropy.issue-twice', { ...placeOf(opening.record), at: `expects[${i}]` }, 'an issue named once', expect.issue);
        }
        issues.add(expect.issue);
      });
    }
  }
}

/** Check 8: each contribution is what the opening announced. */
export function checkContributions(evidence: Evidence): void {
  for (const ceremony of evidence.draws.flatMap((draw) => [draw.ceremony, ...draw.redraws])) checkCeremony(ceremony);
}

function checkCeremony(ceremony: Ceremony): void {
  for (const contrib of ceremony.contribs) {
    const expect = ceremony.opening.record.expects[contrib.n]!; // the check of the order bounds n
    const where = placeOf(contrib);
    if (contrib.by !== expect.by) throw new Contradiction('contribution.by', where, expect.by, contrib.by);
    if (contrib.source !== expect.source) throw new Contradiction('contribution.source', where, expect.source, contrib.source);
    const expected = expectation(expect);
    if (!fits(expect, contrib)) throw new Contradiction('contribution.value', where, expected, shown(contrib.value));
    if (expect.source === 'phrase' && typeof contrib.value !== 'string') {
      const commit = hex(sha256(utf8(contrib.value.nonce + contrib.value.text)));
      if (commit !== expect.commit) throw new Contradiction('contribution.commit', where, expect.commit, commit);
    }
  }
}

function expectation(expect: Expect): string {
  switch (expect.source) {
    case 'dice6': return `${expect.count} digits 1–6`;
    case 'd10': return `${expect.count} digits 0–9`;
    case 'kl8': return '20 different numbers 01–80 ascending, one space between';
    case 'phrase': return '{nonce: 32 lower-case hexadecimal characters, text: 1 to 1000 characters}';
  }
}

function fits(expect: Expect, { value }: Contrib): boolean {
  if (typeof value !== 'string') {
    return expect.source === 'phrase' && /^[0-9a-f]{32}$/.test(value.nonce) && isFreeText(value.text);
  }
  switch (expect.source) {
    case 'dice6': return value.length === expect.count && /^[1-6]*$/.test(value);
    case 'd10': return value.length === expect.count && /^[0-9]*$/.test(value);
    case 'kl8': return lotteryNumbers(value);
    case 'phrase': return false;
  }
}

function lotteryNumbers(value: string): boolean {
  if (!/^[0-9]{2}(?: [0-9]{2}){19}$/.test(value)) return false;
  const numbers = value.split(' ').map(Number);
  return numbers.every((number, i) => number <= 80 && number > (i === 0 ? 0 : numbers[i - 1]!));
}
