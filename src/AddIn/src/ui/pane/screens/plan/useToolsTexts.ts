import { useTexts } from '../../context';
import { toolsEn } from './tools.en';
import { toolsZh, type ToolsTexts } from './tools.zh';

export const useToolsTexts = (): ToolsTexts => useTexts({ 'zh-CN': toolsZh, 'en-US': toolsEn });
