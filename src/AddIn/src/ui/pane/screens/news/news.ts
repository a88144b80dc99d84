export const newsTexts = {
  'zh-CN': { title: '上次以来的变化', seen: '知道了', more: (count: number) => `还有 ${count} 条较早的`, open: '去办理' },
  'en-US': { title: 'Since your last visit', seen: 'Seen', more: (count: number) => `${count} earlier ones`, open: 'Go' },
};
