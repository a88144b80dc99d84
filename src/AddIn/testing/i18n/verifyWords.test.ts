import { describe, expect, it } from 'vitest';
import { complete } from '../../src/domain/draws/lanes';
import { verifyPackage } from '../../src/domain/draws/verify';
import { bestKernel } from '../../src/domain/draws/wasmkernel';
import { verifyEn } from '../../src/i18n/verify.en';
import { verifyZh } from '../../src/i18n/verify.zh';
import type { VerifyTexts } from '../../src/i18n/verifyTexts';
import { placeText } from '../../src/ui/verify/verdicts';
import { vectors } from '../draws/vectors';

const faulty = vectors().filter(({ expected }) => expected.answer !== 'genuine')
  .map(({ name, files }) => ({ name, ...complete(verifyPackage(files, { kernel: bestKernel() })) }));

/** What the page says of a faulty package beyond its fixed sentences. What stood in the file itself is shown as it is. */
function said(texts: VerifyTexts, { finding, missing }: (typeof faulty)[number]): string[] {
  const verbatim = finding?.code.startsWith('format.json-') === true || finding?.code === 'format.free-text' || finding?.code === 'format.moment';
  return [
    ...(finding === null ? [] : [placeText(texts, finding.where), texts.value(finding.code, finding.expected), ...(verbatim ? [] : [texts.value(finding.code, finding.found)])]),
    ...missing.map(({ code, where, what }) => `${placeText(texts, where)} ${texts.absent(code, what)}`),
  ];
}

describe('what the page says of a package that is not genuine', () => {
  it.each(faulty)('$name: in Chinese words, without places or sayings of the program', (one) => {
    // Hashes, file names, the log's origin and the keys in brackets are what they are.
    const words = said(verifyZh, one).map((text) => text.replace(/[\w-]+\.(?:txt|json)|draws\.example\/own|（\w+）|[0-9a-f]{16,}/g, ''));
    for (const text of words) expect(text).not.toMatch(/\w\[\d+\]|\b[a-z]{2,}\b/);
  });

  it.each(faulty)('$name: in English words, without places or codes of the program', (one) => {
    for (const text of said(verifyEn, one)) {
      expect(text).not.toMatch(/\w\[\d+\]|\bseq\b|\bsize (?:from )?\d|in opens|millibits|\b[a-z]+\.[a-z]+\[|SSD-1 §/);
      expect(text.replace(/\(\w+\)|, [A-Z]+\)/g, '')).not.toMatch(/\b[a-z]+[A-Z]\w*|\b(?:GENESIS|OPEN|CONTRIB|REVEAL|RESULT|VOID|SUPERSEDE|RECUSE|REOPEN|RERESULT|YEAROPEN)\b/);
    }
  });

  it('says places, values, keys and what is absent as people do', () => {
    expect(verifyZh.within('tasks[0].quota[1]')).toBe('第 1 个任务的第 2 类应抽数');
    expect(verifyZh.within('expects[0]')).toBe('约定的第 1 次投掷');
    expect(verifyZh.within('checkpoint line 5')).toBe('最新签名单第 5 行');
    expect(verifyZh.within('A级 3')).toBe('A级 3');
    expect(verifyZh.value('order.reopen-recusals', '5 6')).toBe('第 5、6 条记录');
    expect(verifyZh.value('order.reopen-pending', 'after the RERESULT or VOID of REOPEN 7')).not.toMatch(/after|or /);
    expect(verifyZh.value('drawn.count', '12')).toBe('12');
    expect(verifyZh.value('format.missing-key', 'visitGroup')).toBe('“进一次门的组”（visitGroup）');
    expect(verifyZh.value('format.unknown-key', 'by')).toBe('“投掷人”（by）');
    expect(verifyZh.absent('missing.table', 'roster')).toBe('检查人员名录');
  });

  it('says the same in English', () => {
    expect(verifyEn.within('tasks[0].quota[1]')).toBe('quota of stratum 2 of task 1');
    expect(verifyEn.within('records[1].record.visitGroup')).toBe('visit group of carried record 2');
    expect(verifyEn.within('quota[0] A级')).toBe('quota of stratum 1 (A级)');
    expect(verifyEn.within('openCheckpoints[0] line 5')).toBe('line 5 of open checkpoint 1');
    expect(verifyEn.value('order.reopen-recusals', '5 6')).toBe('records 5, 6');
    expect(verifyEn.value('order.reopen-pending', 'after the RERESULT or VOID of REOPEN 7')).toBe('after the result of a re-draw or voiding of opening of a re-draw (record 7)');
    expect(verifyEn.value('format.missing-key', 'visitGroup')).toBe('“visit group” (visitGroup)');
    expect(verifyEn.value('format.unknown-key', 'x y')).toBe('“x”, “y”');
    expect(verifyEn.absent('missing.attempt', 'OPEN 1 in opens')).toBe('the draw of record 1');
  });
});
