import { useTexts } from '../../context';
import { documentsEn } from './documents.en';
import { documentsZh, type DocumentsTexts } from './documents.zh';

export const useDocumentsTexts = (): DocumentsTexts => useTexts({ 'zh-CN': documentsZh, 'en-US': documentsEn });
