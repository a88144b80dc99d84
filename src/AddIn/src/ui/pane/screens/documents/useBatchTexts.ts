import { useTexts } from '../../context';
import { batchEn } from './batch.en';
import { batchZh, type BatchTexts } from './batch.zh';

export const useBatchTexts = (): BatchTexts => useTexts({ 'zh-CN': batchZh, 'en-US': batchEn });
