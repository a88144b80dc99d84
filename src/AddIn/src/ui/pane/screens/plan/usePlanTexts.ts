import { useTexts } from '../../context';
import { planEn } from './plan.en';
import { planZh, type PlanTexts } from './plan.zh';

export const usePlanTexts = (): PlanTexts => useTexts({ 'zh-CN': planZh, 'en-US': planEn });
