import type { Language } from '../../../../i18n/language';

const areas: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ratio: ['抽查比例读不出来或不可能', 'Ratio cannot be read or cannot be'],
  date: ['抽查时间读不出来或不可能', 'Dates cannot be read or cannot be'],
  scope: ['没有抽查对象范围', 'No scope'],
  type: ['抽查类型不明', 'Unknown type'],
  notice: ['通知正文', 'Notice'],
  plan: ['计划', 'Plan'],
  text: ['文字', 'Text'],
};

const rules: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'date.day-word-missing': ['日期漏写“日”', 'Day word missing'],
  'date.outside-plan-year': ['时间不在计划年度内', 'Outside the plan’s year'],
  'plan.other-year': ['名称写着别的年度', 'Another year in the name'],
  'plan.header-drift': ['同一列有不同表头', 'One column under two headers'],
  'plan.header-unknown': ['不认识的表头', 'Unknown header'],
  'plan.header-twice': ['表头重复', 'Header twice'],
  'plan.agency-name': ['本机关名称有误', 'The bureau’s own name misspelt'],
  'plan.agency-name-form': ['全称与简称混用', 'Full and short name mixed'],
  'plan.unit-misspelt': ['股室名称可能有误', 'Section probably misspelt'],
  'plan.ratio-all': ['全部抽查，没有随机', 'All objects: nothing random'],
  'plan.ratio-choice': ['写了几种抽查方案', 'More than one option'],
  'plan.small-pool': ['对象太少', 'Pool too small'],
  'plan.small-pool-possible': ['对象可能太少', 'Pool possibly too small'],
  'plan.pool-empty': ['名录库里没有对象', 'Nobody in scope'],
  'plan.partner-is-lead': ['与自己联合', 'Joint with itself'],
  'plan.partner-missing': ['没有写联合部门', 'No partner given'],
  'plan.partner-name-incomplete': ['联合部门名称不完整', 'Partner’s name incomplete'],
  'plan.enterprise-share-below-goal': ['企业抽查比例低于要求', 'Enterprise share below the goal'],
  'plan.task-number-twice': ['任务编号重复', 'Task number twice'],
  'plan.task-name-twice': ['任务名称重复', 'Task name twice'],
  'plan.task-without-name': ['任务没有名称', 'Task without name'],
  'plan.risk-policy-missing': ['没有运用信用风险分类', 'Risk classes not used'],
  'plan.window-after-deadline': ['晚于完成期限', 'After the deadline'],
  'plan.formula': ['单元格是公式', 'Cell is a formula'],
  'plan.hidden-row': ['有隐藏的行', 'Hidden row'],
  'text.document-number': ['发文字号写法', 'Document number'],
  'text.foreign-word': ['外文词', 'Foreign word'],
  'text.half-width-mark': ['半角标点', 'Half-width mark'],
};

/** A rule in words: its own name, otherwise what it is about. */
export function ruleName(code: string, language: Language): string {
  const name = rules[code] ?? areas[code.split('.', 1)[0]!];
  return name === undefined ? code : name[language === 'en-US' ? 1 : 0];
}
