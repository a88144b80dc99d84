import type { DrawTexts } from './draw.zh';

export const drawEn: DrawTexts = {
  none: 'There is no draw yet. Choose tasks of adopted plans on the ceremony page.',
  open: 'Prepare or hold a draw',
  follow: 'Go to this draw',
  about: 'Choosing tasks, fairness, approval, the witness’s dice, reveal, recusals and re-draws are done on the ceremony page, which fits a projector.',
  show: 'Look at it',
  hide: 'Hide',
  overdue: 'overdue',
  tasks: (ids) => `Tasks ${ids.join(', ')}`,
  drawn: (count, of) => `${count} drawn from ${of}`,
  write: 'Write the result to a new sheet',
  writing: 'Writing…',
  written: (sheet) => `Written to “${sheet}”; the workbook keeps a receipt.`,
  verify: 'Verify it yourself',
  verifying: 'Verifying the evidence package…',
  verdicts: { genuine: 'Genuine: every check of the package holds; anybody can recompute the result.', altered: 'Altered: the package was changed; the result cannot be trusted.', incomplete: 'Incomplete: the package lacks content; no conclusion yet.' },
  receipts: 'Results in this workbook',
  same: (sheet, rows) => `The ${rows} rows of “${sheet}” are what was drawn.`,
  changed: (sheet, rows) => `${rows.length} rows of “${sheet}” are not what was drawn: ${rows.slice(0, 20).join(', ')}${rows.length > 20 ? ' …' : ''}. Undo the changes or write the result again.`,
  gone: (sheet) => `The sheet “${sheet}” was renamed or deleted; it cannot be compared.`,
};
