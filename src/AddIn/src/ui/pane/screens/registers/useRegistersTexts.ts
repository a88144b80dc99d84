import { useTexts } from '../../context';
import { registersEn } from './registers.en';
import { registersZh, type RegistersTexts } from './registers.zh';

export const useRegistersTexts = (): RegistersTexts => useTexts({ 'zh-CN': registersZh, 'en-US': registersEn });
