import { describe, expect, it } from 'vitest';
import { compareEntries, isDice, tidyDice, type DiceSource } from '../../src/domain/ceremony/entries';

describe('two entries of one throw', () => {
  const cases: [DiceSource, number, string, string, object][] = [
    ['dice6', 5, '', '', { kind: 'empty' }],
    ['dice6', 5, ' ', '', { kind: 'empty' }],
    ['dice6', 5, '1234', '', { kind: 'count', found: 4, wanted: 5 }],
    ['dice6', 5, '123456', '', { kind: 'count', found: 6, wanted: 5 }],
    ['dice6', 5, '12375', '', { kind: 'stray', entry: 1, at: 4, found: '7' }],
    ['dice6', 5, '12340', '', { kind: 'stray', entry: 1, at: 5, found: '0' }],
    ['dice6', 5, '12345', '12x', { kind: 'stray', entry: 2, at: 3, found: 'x' }],
    ['dice6', 5, '12345', '', { kind: 'again' }],
    ['dice6', 5, '12345', '123', { kind: 'again' }],
    ['dice6', 5, '12345', '124', { kind: 'differs', at: [3, 4, 5] }],
    ['dice6', 5, '12345', '12354', { kind: 'differs', at: [4, 5] }],
    ['dice6', 5, '12345', '123456', { kind: 'differs', at: [6] }],
    ['dice6', 5, '1 2 3 4 5', '１２，３、４5', { kind: 'same' }],
    ['d10', 3, '007', '007', { kind: 'same' }],
    ['d10', 3, '00a', '', { kind: 'stray', entry: 1, at: 3, found: 'a' }],
  ];

  it.each(cases)('%s of %i: “%s” and “%s”', (source, wanted, first, second, state) => {
    expect(compareEntries(source, wanted, first, second)).toEqual(state);
  });

  it('are sent as the log wants them', () => {
    expect(tidyDice(' １2,3，4、5\n6')).toBe('123456');
    expect(['dice6', 'd10', 'kl8', 'phrase'].map(isDice)).toEqual([true, true, false, false]);
  });
});
