import type { SignInFaultCode } from '../auth/SignInFault';
import type { FaultText } from './hostFaults';
import type { Language } from './language';

export const signInFaultTexts: Record<Language, Record<SignInFaultCode, FaultText>> = {
  'zh-CN': {
    blocked: { cause: '浏览器拦住了登录窗口。', next: '请允许本站弹出窗口，再点“登录”。' },
    closed: { cause: '登录没有完成。', next: '需要时请再点“登录”。' },
    insecure: { cause: '统一认证只能在 https 网址上使用。', next: '请用 https 网址打开；没有的话，请管理员为服务配置 https。' },
    issuerAway: { cause: '连接不上统一认证系统。', next: '请稍后再试；如果仍不成功，请把编号告诉管理员。' },
    issuerRefused: { cause: '统一认证系统没有让您登录。', next: '请换一个账号再试；如果应该可以登录，请把编号告诉管理员。' },
    untrusted: { cause: 'Excel 不信任登录页的网址。', next: '请管理员重新部署服务提供的 manifest.xml。' },
  },
  'en-US': {
    blocked: { cause: 'The browser blocked the sign-in window. ', next: 'Allow windows of this site, then choose Sign in again.' },
    closed: { cause: 'The sign-in was not completed. ', next: 'Choose Sign in again when you need it.' },
    insecure: { cause: 'This sign-in needs an https address. ', next: 'Open the service at its https address, or ask the administrator for one.' },
    issuerAway: { cause: 'The identity provider does not answer. ', next: 'Try again later; if it keeps failing, give the code to the administrator.' },
    issuerRefused: { cause: 'The identity provider did not sign you in. ', next: 'Try another account; if this one should work, give the code to the administrator.' },
    untrusted: { cause: 'Excel does not trust the address of the sign-in page. ', next: 'Ask the administrator to deploy the manifest.xml of this service again.' },
  },
};

export const signInTexts = {
  'zh-CN': {
    product: '双随机抽查',
    title: '登录',
    who: '请选择以谁的身份登录（样例人员）。',
    again: '再试一次',
    button: '从统一认证入口登录',
    waiting: '请在新打开的窗口里登录。登录好以后回到这里。',
    notSetUp: '管理员还没有设置窗格的登录（Auth__ClientId）。请联系管理员。',
    done: '已经登录，可以关闭这个窗口。',
    leading: '正在前往统一认证入口……',
    back: '正在返回……',
    other: '换一个账号登录',
    strange: '这个登录地址不对，没有前往。请回到窗格重新点“登录”。',
    signedIn: (name: string) => `已登录：${name}`,
  },
  'en-US': {
    product: 'SpotCheck Office',
    title: 'Sign in',
    who: 'Choose a sample person to sign in as.',
    again: 'Try again',
    button: 'Sign in with your organisation',
    waiting: 'Sign in in the window that has opened, then come back here.',
    notSetUp: 'The administrator has not set up sign-in for the pane (Auth__ClientId).',
    done: 'You are signed in. You may close this window.',
    leading: 'On the way to the identity provider …',
    back: 'Going back …',
    other: 'Sign in with another account',
    strange: 'This sign-in address is wrong and was not followed. Choose Sign in in the pane again.',
    signedIn: (name: string) => `Signed in: ${name}`,
  },
};
