/** Texts of the pane's frame. Each screen keeps its own beside it: plan.zh.ts, draw.zh.ts … */
export const paneZh = {
  product: '双随机抽查',
  loading: '正在读取……',
  waiting: 'Excel 还没有应答。如果有单元格正在编辑，请先按回车结束单元格编辑。',
  back: '返回',
  retry: '重试',
  reload: '重新载入窗格',
  close: '关闭',
  cancel: '取消',
  confirm: '确定',
  code: (code: string) => `编号 ${code}`,
  trace: (id: string) => `追踪号 ${id}`,
  home: {
    welcome: '计划、抽取、公文、结果，一个窗格办完',
    tryIt: '不登录，先试一试',
    tryAbout: '写一份样例计划到表格里，马上看到检查结果和指标预测；不保存任何内容。',
    signInFirst: '请先登录',
    forRoles: (roles: string) => `由${roles}办理`,
  },
  signIn: {
    title: '登录',
    sample: '演示方式：人员和企业均为样例数据，登录只在这台电脑上有效。',
    choose: '请选择一位样例人员',
    button: '登录',
    out: '退出登录',
    as: (name: string, department: string) => `${name} · ${department}`,
    failed: '登录没有完成',
    expired: '登录已过期，请重新登录。',
  },
  roles: { Clerk: '经办人', SectionHead: '股室负责人', Witness: '见证人', Partner: '联合部门联系人', Auditor: '审计人员', Administrator: '系统管理员' },
  faults: {
    away: { cause: '连接不上服务。', next: '表格里的内容都还在。请确认网络和服务正常后重试。' },
    outdated: { cause: '服务已更新，这一部分要用新的窗格打开。', next: '表格里的内容和登录都不受影响。请重新载入窗格，载入后回到这里。' },
    unreadable: { cause: '服务没有正常应答。', next: '请重试；如果仍不成功，请把编号告诉管理员。' },
    unknown: { cause: '窗格遇到了没有料到的问题。', next: '请重试；如果仍不成功，请刷新窗格。' },
  },
};

export type PaneTexts = typeof paneZh;
