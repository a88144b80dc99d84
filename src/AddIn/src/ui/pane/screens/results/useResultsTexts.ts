import { useTexts } from '../../context';
import { resultsEn } from './results.en';
import { resultsZh, type ResultsTexts } from './results.zh';

export const useResultsTexts = (): ResultsTexts => useTexts({ 'zh-CN': resultsZh, 'en-US': resultsEn });
