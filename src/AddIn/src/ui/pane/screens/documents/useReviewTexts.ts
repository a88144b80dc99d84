import { useTexts } from '../../context';
import { reviewEn } from './review.en';
import { reviewZh, type ReviewTexts } from './review.zh';

export const useReviewTexts = (): ReviewTexts => useTexts({ 'zh-CN': reviewZh, 'en-US': reviewEn });
