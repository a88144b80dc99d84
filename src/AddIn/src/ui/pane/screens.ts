import { lazy, type ComponentType } from 'react';
import type { Role } from '../../auth/SignIn';
import type { Language } from '../../i18n/language';

export interface Screen {
  readonly id: string;
  readonly title: Record<Language, string>;
  readonly about: Record<Language, string>;
  /** Who may do it; null for anybody, signed in or not. */
  readonly roles: readonly Role[] | null;
  readonly View: ComponentType;
}

/** In the order of the home screen. A screen is loaded when it is opened first. */
export const screens: readonly Screen[] = [
  {
    id: 'plan',
    title: { 'zh-CN': '编制计划', 'en-US': 'Build the plan' },
    about: { 'zh-CN': '识别计划表、检查、预测指标、提交和审核', 'en-US': 'Recognise, check, forecast, submit, approve' },
    roles: ['Clerk', 'SectionHead'],
    View: lazy(() => import('./screens/plan/PlanScreen')),
  },
];
