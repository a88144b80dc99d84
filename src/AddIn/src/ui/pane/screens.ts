import type { ComponentType } from 'react';
import type { Role } from '../../auth/SignIn';
import type { Language } from '../../i18n/language';

export interface Screen {
  readonly id: string;
  readonly title: Record<Language, string>;
  readonly about: Record<Language, string>;
  /** Who may do it; null for anybody, signed in or not. */
  readonly roles: readonly Role[] | null;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** In the order of the home screen. A screen is loaded when it is opened first. */
export const screens: readonly Screen[] = [
  {
    id: 'plan',
    title: { 'zh-CN': '编制计划', 'en-US': 'Build the plan' },
    about: { 'zh-CN': '识别计划表、检查、预测指标、提交和审核', 'en-US': 'Recognise, check, forecast, submit, approve' },
    // Anybody may try it; only people of a bureau save.
    roles: null,
    load: () => import('./screens/plan/PlanScreen'),
  },
  {
    id: 'draw',
    title: { 'zh-CN': '随机抽取', 'en-US': 'Draw' },
    about: { 'zh-CN': '抽取仪式、结果写到表格、自行核验', 'en-US': 'Ceremony, results in the sheet, your own verification' },
    roles: ['Clerk', 'SectionHead', 'Witness', 'Auditor'],
    load: () => import('./screens/draw/DrawScreen'),
  },
  {
    id: 'documents',
    title: { 'zh-CN': '公文', 'en-US': 'Documents' },
    about: { 'zh-CN': '起草、预览、签发、印发，给联合部门发会商函', 'en-US': 'Draft, preview, sign and issue; letters to partner departments' },
    roles: ['Clerk', 'SectionHead'],
    load: () => import('./screens/documents/DocumentsScreen'),
  },
  {
    id: 'results',
    title: { 'zh-CN': '结果与月报', 'en-US': 'Results and month' },
    about: { 'zh-CN': '在表格中录入检查结果、公示，一键生成月报表', 'en-US': 'Enter results in a sheet, publish them, make the monthly form' },
    roles: ['Clerk', 'SectionHead'],
    load: () => import('./screens/results/ResultsScreen'),
  },
  {
    id: 'registers',
    title: { 'zh-CN': '两库名录', 'en-US': 'Registers' },
    about: { 'zh-CN': '导入检查对象和检查人员，先看差异再写入', 'en-US': 'Import targets and inspectors: the differences first' },
    roles: ['Clerk', 'SectionHead'],
    load: () => import('./screens/registers/RegistersScreen'),
  },
];
