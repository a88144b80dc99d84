import { describe, expect, it } from 'vitest';
import { scalarKernel } from '../../src/domain/draws/kernel';
import { complete } from '../../src/domain/draws/lanes';
import { verifyPackage } from '../../src/domain/draws/verify';
import { verifyZh as texts } from '../../src/i18n/verify.zh';
import { placeText } from '../../src/ui/verify/verdicts';
import { vectors } from '../draws/vectors';

describe('what the Chinese page says of a package that is not genuine', () => {
  const faulty = vectors().filter(({ expected }) => expected.answer !== 'genuine');

  it.each(faulty)('$name: in words, without places or sayings of the program', ({ files }) => {
    const { finding, missing } = complete(verifyPackage(files, { kernel: scalarKernel() }));
    // Keys of JSON are named as they stand in the file.
    const keys = finding?.code === 'format.missing-key' || finding?.code === 'format.unknown-key';
    const said = [
      ...(finding === null || keys ? [] : [placeText(texts, finding.where), texts.value(finding.code, finding.expected), texts.value(finding.code, finding.found)]),
      ...missing.map(({ code, where, what }) => `${placeText(texts, where)} ${texts.absent(code, what)}`),
    ];

    for (const text of said) expect(text).not.toMatch(/\w\[\d+\]|\b(?:after|before|between|above|below|greater|none|nobody|size|seq|hashes|strata|millibits|in opens)\b/);
  });

  it('says places, values and what is absent as people do', () => {
    expect(texts.within('tasks[0].quota[1]')).toBe('第 1 个任务的第 2 类应抽数');
    expect(texts.within('expects[0]')).toBe('约定的第 1 次投掷');
    expect(texts.within('A级 3')).toBe('A级 3');
    expect(texts.value('order.reopen-recusals', '5 6')).toBe('第 5、6 条记录');
    expect(texts.value('order.reopen-pending', 'after the RERESULT or VOID of REOPEN 7')).not.toMatch(/after|or /);
    expect(texts.value('drawn.count', '12')).toBe('12');
    expect(texts.absent('missing.table', 'roster')).toBe('检查人员名录');
  });
});
