import { describe, expect, it } from 'vitest';
import { dayForInput, dayFromInput, fieldProblem, formOf, givenAfter, placeOf, sourceOf, valueAt, withValue, type FieldRow } from '../../src/domain/documents/fieldForm';

const row = (path: string, changes: Partial<FieldRow> = {}): FieldRow => ({ path, meaning: path, type: 'Text', required: true, mayBeEmpty: false, source: 'Clerk', example: '', ...changes });

describe('the form of a document', () => {
  it('stands as the fields say: groups, lists and their members', () => {
    const form = formOf([row('标题', { source: 'System' }), row('抽查.公示网站'), row('抽查.任务', { type: 'List', source: 'System' }), row('抽查.任务[].名称', { source: 'System' }), row('工作目标', { type: 'TextList' })]);

    expect(form.map(({ name }) => name)).toEqual(['标题', '抽查', '工作目标']);
    expect(form[1]!.row).toBeNull();
    expect(form[1]!.members.map(({ name, members }) => [name, members.map((member) => member.name)])).toEqual([['公示网站', []], ['任务', ['名称']]]);
  });

  it('belongs to the clerk where one member does', () => {
    expect(formOf([row('抽查.率', { source: 'System' }), row('抽查.公示网站')]).map(sourceOf)).toEqual(['Clerk']);
    expect(formOf([row('抽查.率', { source: 'System' })]).map(sourceOf)).toEqual(['System']);
  });
});

describe('values in a document', () => {
  it.each([
    [{}, ['甲', '乙'], '丙', { 甲: { 乙: '丙' } }],
    [{ 甲: { 乙: '旧', 丁: 1 } }, ['甲', '乙'], '新', { 甲: { 乙: '新', 丁: 1 } }],
    [{ 会: [{ 名: '一' }, { 名: '二' }] }, ['会', 1, '名'], '三', { 会: [{ 名: '一' }, { 名: '三' }] }],
    [{ 会: [{ 名: '一' }, { 名: '二' }] }, ['会', 0], undefined, { 会: [{ 名: '二' }] }],
    [{ 甲: 1, 乙: 2 }, ['甲'], undefined, { 乙: 2 }],
    [{ 会: '不是列表' }, ['会', 0], '一', { 会: ['一'] }],
  ] as const)('%j with %j = %j', (before, steps, value, after) => {
    expect(withValue(before as never, [...steps], value)).toEqual(after);
  });

  it('a list is given whole, with the items the system knew', () => {
    const shown = { 会议: [{ 名称: '甲', 时间: '4月6日' }, { 名称: '乙', 时间: '4月7日' }] };

    expect(givenAfter({ 联系人: '丙' }, shown, ['会议', 1, '名称'], '丁')).toEqual({ 联系人: '丙', 会议: [{ 名称: '甲', 时间: '4月6日' }, { 名称: '丁', 时间: '4月7日' }] });
    expect(valueAt(shown, ['会议', 1, '时间'])).toBe('4月7日');
    expect(placeOf(['会议', 1, '时间'])).toBe('会议[2].时间');
  });

  it('never changes what it was given', () => {
    const before = Object.freeze({ 甲: Object.freeze(['一']) });

    withValue(before, ['甲', 0], '二');

    expect(before).toEqual({ 甲: ['一'] });
  });
});

describe('what may be typed', () => {
  it.each([
    ['Text', '', 'required'], ['Text', '字', null], ['Text', '字'.repeat(5001), 'tooLong'],
    ['Whole', 12, null], ['Whole', 1.5, 'whole'], ['Whole', '十二', 'whole'],
    ['Day', '2023年2月6日', null], ['Day', '2023年02月06日', 'day'], ['Day', '2023年2月30日', 'day'], ['Day', '2月6日', 'day'],
    ['TextList', [], 'required'], ['TextList', ['一'], null],
  ] as const)('%s %j → %s', (type, value, problem) => {
    expect(fieldProblem(row('甲', { type }), value as never)).toBe(problem);
  });

  it('an optional field and a list that may be empty need nothing', () => {
    expect(fieldProblem(row('甲', { required: false }), undefined)).toBeNull();
    expect(fieldProblem(row('甲', { type: 'List', mayBeEmpty: true }), [])).toBeNull();
  });

  it('days go from the input to the document and back', () => {
    expect(dayFromInput('2023-02-06')).toBe('2023年2月6日');
    expect(dayForInput('2023年2月6日')).toBe('2023-02-06');
    expect([dayFromInput('x'), dayForInput('x'), dayFromInput('')]).toEqual([null, '', null]);
    // A year whose last digits are still to be typed.
    expect(dayFromInput('0202-02-06')).toBeNull();
  });
});
