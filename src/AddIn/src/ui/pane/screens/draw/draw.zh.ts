export const drawZh = {
  none: '还没有抽取。请到抽取仪式页面从已通过的计划中选择任务。',
  open: '新建或主持抽取',
  follow: '进入这次抽取',
  about: '选择任务、预览公平性、审批、见证人掷骰、揭晓、回避与补抽，在抽取仪式页面办理，可投到大屏幕。',
  show: '查看',
  hide: '收起',
  overdue: '已过期限',
  tasks: (ids: readonly string[]) => `任务 ${ids.join('、')}`,
  drawn: (count: number, of: number) => `从 ${of} 户中抽取 ${count} 户`,
  write: '结果写到新工作表',
  writing: '正在写入……',
  written: (sheet: string) => `已写到工作表“${sheet}”，并在工作簿里留存回执。`,
  verify: '自行核验',
  verifying: '正在核验证据包……',
  verdicts: { genuine: '属实：证据包逐项核对无误，结果可以由任何人重新算出。', altered: '不属实：证据包被改动过，结果不能采信。请保留现场并报告纪检。', incomplete: '不完整：证据包缺少内容，暂时不能得出结论。' },
  receipts: '工作簿里的抽取结果',
  same: (sheet: string, rows: number) => `“${sheet}”的 ${rows} 行与抽取结果一致。`,
  changed: (sheet: string, rows: readonly number[]) => `“${sheet}”有 ${rows.length} 行与抽取结果不一致：第 ${rows.slice(0, 20).join('、')} 行${rows.length > 20 ? '等' : ''}。请撤销改动，或重新写出结果。`,
  gone: (sheet: string) => `工作表“${sheet}”已经改名或删除，无法核对。`,
};

export type DrawTexts = typeof drawZh;
