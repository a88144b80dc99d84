import { describe, expect, it } from 'vitest';
import { verify } from './answers';
import { membersByDefinition, publishedMembers } from './arbiter';
import { Bureau, pairOf, sampleRegister } from './bureau';

/** Deterministic numbers (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

describe('teams', () => {
  it('of random tasks, most of them tight, are those of a flow computed from nothing at every step', () => {
    const roll = dice(64);
    const units = ['城关所', '灵山所', '信用股'];
    const seen = { staffed: 0, infeasible: 0 };
    for (let round = 0; round < 25; round++) {
      const bureau = new Bureau();
      const register = sampleRegister(6 + roll(6), units.slice(0, 2));
      const roster = Array.from({ length: 5 + roll(4) }, (_, i) => `QY00${i}|${units[roll(3)]}|${['', '食品', '特种设备,食品'][roll(3)]}`);
      const conflicts = register.flatMap((row) => roster.map((member) => `${row.split('|')[0]}|${member.split('|')[0]}`)).filter(() => roll(7) === 0);
      const roles = [
        pairOf('主检', 1, { quals: roll(2) === 0 ? ['食品'] : [], match: ['any', 'home', 'away'][roll(3)]! }),
        pairOf('协检', 1 + roll(3), { distinctUnits: roll(2) === 0 }),
      ];
      bureau.finish(bureau.open([{ register, roster, conflicts, roles, add: roll(2), ratios: { 低风险: [1, 2], 高风险: [1, 1] } }]));
      const files = bureau.package([1]);
      const { answer, opens } = verify(files);
      const expected = membersByDefinition(files, 1, 'T1');
      expect(answer).toBe('genuine');
      expect(opens[0]!.tasks[0]!.teams!.infeasible === undefined).toBe(expected !== null);
      expect(publishedMembers(files, 1, 'T1')).toEqual(expected ?? []);
      seen[expected === null ? 'infeasible' : 'staffed']++;
    }
    expect(seen.staffed).toBeGreaterThan(5);
    expect(seen.infeasible).toBeGreaterThan(2);
  });
});
