export type Language = 'zh-CN' | 'en-US';

/** Chinese unless the host or browser clearly reads English. */
export const languageOf = (wish: string | null | undefined): Language => (wish?.toLowerCase().startsWith('en') === true ? 'en-US' : 'zh-CN');
