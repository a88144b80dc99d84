import { useTexts } from '../../context';
import { drawEn } from './draw.en';
import { drawZh, type DrawTexts } from './draw.zh';

export const useDrawTexts = (): DrawTexts => useTexts({ 'zh-CN': drawZh, 'en-US': drawEn });
