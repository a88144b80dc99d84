import { describe, expect, it } from 'vitest';
import { Staffing, type Slot, type Staff } from '../../src/domain/draws/staffing';

/** Deterministic numbers for made-up instances (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

interface Edge {
  readonly slot: number;
  readonly inspector: number;
}

/** Every complete assignment within the bound, by trying everything. */
function feasible(staff: Staff, bound: number, fixed: readonly Edge[]): boolean {
  const loads = staff.unitOf.map(() => 0);
  const chosen = staff.slots.map(() => new Set<number>());
  const fits = (s: number, i: number): boolean => {
    const slot = staff.slots[s]!;
    if (loads[i]! >= bound || chosen.some((set, other) => staff.slots[other]!.object === slot.object && set.has(i))) return false;
    return !slot.distinct || ![...chosen[s]!].some((other) => staff.unitOf[other] === staff.unitOf[i]);
  };
  const put = (s: number, i: number): void => {
    chosen[s]!.add(i);
    loads[i]!++;
  };
  for (const { slot, inspector } of fixed) {
    if (!fits(slot, inspector) || chosen[slot]!.size >= staff.slots[slot]!.need) return false;
    put(slot, inspector);
  }
  const next = (s: number, from: number): boolean => {
    if (s === staff.slots.length) return true;
    if (chosen[s]!.size === staff.slots[s]!.need) return next(s + 1, 0);
    for (let e = from; e < staff.slots[s]!.eligible.length; e++) {
      const i = staff.slots[s]!.eligible[e]!;
      if (chosen[s]!.has(i) || !fits(s, i)) continue;
      put(s, i);
      if (next(s, e + 1)) return true;
      chosen[s]!.delete(i);
      loads[i]!--;
    }
    return false;
  };
  return next(0, 0);
}

function instance(roll: (sides: number) => number): Staff {
  const objects = 1 + roll(4);
  const inspectors = 2 + roll(5);
  const unitOf = Array.from({ length: inspectors }, () => roll(3));
  const slots: Slot[] = [];
  for (let object = 0; object < objects; object++) {
    for (let role = 0; role < 1 + roll(2); role++) {
      const eligible = unitOf.flatMap((_, i) => (roll(4) > 0 ? [i] : []));
      slots.push({ object, need: 1 + roll(2), distinct: roll(2) === 0, eligible });
    }
  }
  return { objects, slots, unitOf };
}

describe('staffing', () => {
  it('finds the least load, the first assignment and the impossible exactly as trying everything does', () => {
    const roll = dice(20230516);
    const seen = { feasible: 0, infeasible: 0, refused: 0 };
    for (let round = 0; round < 3000; round++) {
      const staff = instance(roll);
      const staffing = new Staffing(staff);
      const least = staffing.completeWithLeastLoad();
      const bounds = Array.from({ length: staff.objects + 1 }, (_, bound) => bound);
      expect(least).toBe(bounds.find((bound) => feasible(staff, bound, [])) ?? null);
      if (least === null) {
        seen.infeasible++;
        continue;
      }
      seen.feasible++;
      const bound = least + roll(2);
      staffing.widen(bound);
      const edges = Array.from(staffing.slotOf, (slot, e) => ({ e, slot, inspector: staffing.inspectorOf[e]!, ticket: roll(1 << 20) }));
      const fixed: Edge[] = [];
      for (const edge of edges.sort((a, b) => a.ticket - b.ticket)) {
        const possible = feasible(staff, bound, [...fixed, edge]);
        expect(staffing.accept(edge.e)).toBe(possible);
        if (possible) fixed.push(edge);
        else seen.refused++;
      }
      expect(fixed).toHaveLength(staffing.places);
    }
    expect(seen.feasible).toBeGreaterThan(500);
    expect(seen.infeasible).toBeGreaterThan(500);
    expect(seen.refused).toBeGreaterThan(2000);
  });
});
