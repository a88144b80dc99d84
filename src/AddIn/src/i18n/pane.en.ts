import type { PaneTexts } from './pane.zh';

export const paneEn: PaneTexts = {
  product: 'SpotCheck Office',
  loading: 'Reading…',
  waiting: 'Excel has not answered yet. If a cell is being edited, press Enter first.',
  back: 'Back',
  retry: 'Retry',
  reload: 'Reload the pane',
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'OK',
  code: (code) => `Code ${code}`,
  trace: (id) => `Trace id ${id}`,
  home: { welcome: 'Plan, draw, documents and results in one pane', tryIt: 'Try it without signing in', tryAbout: 'Puts a sample plan into the sheet and shows findings and forecast at once; nothing is stored.', signInFirst: 'Sign in first', forRoles: (roles) => `For: ${roles}` },
  signIn: {
    title: 'Sign in',
    sample: 'Demonstration: people and enterprises are samples; the sign-in works on this machine only.',
    choose: 'Choose one of the sample people',
    button: 'Sign in',
    out: 'Sign out',
    as: (name, department) => `${name} · ${department}`,
    failed: 'The sign-in was not completed',
    expired: 'Your sign-in has expired. Sign in again.',
  },
  roles: { Clerk: 'Clerk', SectionHead: 'Section head', Witness: 'Witness', Partner: 'Partner department', Auditor: 'Auditor', Administrator: 'Administrator' },
  faults: {
    away: { cause: 'The service cannot be reached.', next: 'Everything in the sheet is still there. Check the network and the service, then retry.' },
    outdated: { cause: 'The service has been updated; this part needs the new pane.', next: ' The sheet and your sign-in are not affected. Reload the pane; it comes back to this place.' },
    unreadable: { cause: 'The service gave no proper answer.', next: 'Retry; if it fails again, report the code to the administrator.' },
    unknown: { cause: 'The pane met an unexpected problem.', next: 'Retry; if it fails again, reload the pane.' },
  },
};
