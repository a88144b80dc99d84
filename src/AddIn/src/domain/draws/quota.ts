import { placeOf, type Evidence } from './evidence';
import { Contradiction } from './finding';
import type { Task } from './records';

type Strata = Task['strata'];

/** Seats per stratum by the rule of the task, in exact integers (§5). */
export function quotaOf(task: Pick<Task, 'rule' | 'strata'>): number[] {
  return task.rule.kind === 'atLeast' ? task.strata.map(leastSeats) : largestRemainder(BigInt(task.rule.total), task.strata);
}

function leastSeats({ n, num, den }: Strata[number]): number {
  const rounded = (BigInt(n) * BigInt(num) + BigInt(den) - 1n) / BigInt(den);
  return Math.min(n, Number(rounded));
}

function largestRemainder(total: bigint, strata: Strata): number[] {
  const common = strata.reduce((product, { den }) => lcm(product, BigInt(den)), 1n);
  const weights = strata.map(({ n, num, den }) => BigInt(n) * BigInt(num) * (common / BigInt(den)));
  const seats = strata.map(() => 0n);
  let open = strata.map((_, h) => h).filter((h) => weights[h]! > 0n);
  const room = open.reduce((sum, h) => sum + BigInt(strata[h]!.n), 0n);
  let left = total < room ? total : room;
  while (open.length > 0) {
    share(left, open, weights, seats);
    const full = open.filter((h) => seats[h]! > BigInt(strata[h]!.n));
    if (full.length === 0) break;
    for (const h of full) {
      seats[h] = BigInt(strata[h]!.n);
      left -= seats[h];
    }
    open = open.filter((h) => !full.includes(h));
  }
  return seats.map(Number);
}

function share(total: bigint, open: readonly number[], weights: readonly bigint[], seats: bigint[]): void {
  const sum = open.reduce((all, h) => all + weights[h]!, 0n);
  let given = 0n;
  for (const h of open) {
    seats[h] = (total * weights[h]!) / sum;
    given += seats[h];
  }
  // Remainders have the common denominator `sum`; a stable sort leaves ties in the order of strata.
  const byRemainder = [...open].sort((a, b) => compare((total * weights[b]!) % sum, (total * weights[a]!) % sum));
  for (const h of byRemainder.slice(0, Number(total - given))) seats[h] = seats[h]! + 1n;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Check 10: the published quota follows from sizes, ratios and rule. */
export function checkQuotas(evidence: Evidence): void {
  for (const { ceremony } of evidence.draws) {
    const open = ceremony.opening.record;
    for (const task of open.tasks) {
      const expected = quotaOf(task);
      const at = expected.findIndex((seats, h) => seats !== task.quota[h]);
      if (at >= 0) {
        throw new Contradiction(
          'quota.differs', { ...placeOf(open), task: task.id, at: `quota[${at}] ${task.strata[at]!.id}` }, String(expected[at]), String(task.quota[at]));
      }
    }
  }
}
