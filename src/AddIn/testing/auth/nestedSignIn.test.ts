// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { nestedSignIn } from '../../src/auth/nestedSignIn';

interface Asked { readonly method: string; readonly requestId: string; readonly tokenParams?: { readonly clientId: string; readonly scope: string } }
type Answer = { readonly success: true; readonly member: object } | { readonly success: false; readonly status: string };

const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: 'https://login.example/t/v2.0', aud: 'pane-1', sub: 's', oid: 'o', tid: 't', preferred_username: 'zhao@example.gov.cn', name: '赵', exp: Math.floor(Date.now() / 1000) + 3600, iat: Math.floor(Date.now() / 1000) };
const idToken = `${text({ alg: 'none', typ: 'JWT' })}.${text(claims)}.x`;
const granted = (token: string): Answer => ({
  success: true,
  member: {
    token: { access_token: token, expires_in: 3600, id_token: idToken, scope: 'api://spotcheck/use', properties: null },
    account: { environment: 'login.example', homeAccountId: 'o.t', localAccountId: 'o', tenantId: 't', username: 'zhao@example.gov.cn', idToken },
  },
});
const needsAQuestion: Answer = { success: false, status: 'USER_INTERACTION_REQUIRED' };

/** Office's side of nested app authentication: it answers what the real library of the pane asks over the bridge. */
let [asked, silently, withAQuestion] = [[] as Asked[], needsAQuestion as Answer, needsAQuestion as Answer];
let hear: (answer: string) => void = () => { /* nobody listens yet */ };

beforeEach(() => {
  [asked, silently, withAQuestion] = [[], needsAQuestion, needsAQuestion];
  Object.assign(window, {
    nestedAppAuthBridge: {
      addEventListener: (_: string, callback: (answer: string) => void) => { hear = callback; },
      removeEventListener: () => { /* the library never leaves */ },
      postMessage: (message: string) => {
        const request = JSON.parse(message) as Asked;
        asked.push(request);
        const answer: Answer = request.method === 'GetInitContext'
          ? { success: true, member: { initContext: { sdkName: 'Office', sdkVersion: '1', capabilities: { queryAccount: true } } } }
          : request.method === 'GetToken' ? silently : withAQuestion;
        const envelope = { messageType: 'NestedAppAuthResponse', requestId: request.requestId, success: answer.success, ...(answer.success ? answer.member : { error: { status: answer.status } }) };
        queueMicrotask(() => hear(JSON.stringify(envelope)));
      },
    },
  });
});

const issuer = { authority: 'https://login.microsoftonline.com/t', clientId: 'pane-1', scopes: 'api://spotcheck/use' };
const methods = (): string[] => asked.map(({ method }) => method).filter((method) => method !== 'GetInitContext');

describe('signing in inside Office', () => {
  it('asks nobody who is signed in to Office, and names the pane and what it wants', async () => {
    silently = granted('from-office');
    const signIn = await nestedSignIn(issuer);
    expect(await signIn.token()).toBe('from-office');
    expect(asked.at(-1)).toMatchObject({ method: 'GetToken', tokenParams: { clientId: 'pane-1' } });
    expect(asked.at(-1)!.tokenParams!.scope).toContain('api://spotcheck/use');
  });

  it('is nobody where Office would have to ask, until somebody chooses to sign in', async () => {
    const signIn = await nestedSignIn(issuer);
    expect(await signIn.token()).toBeNull();
    withAQuestion = granted('after-a-question');
    await signIn.signIn({});
    expect(methods()).toEqual(['GetToken', 'GetToken', 'GetTokenPopup']);
  });

  it('stays out after signing out, though Office would sign in again at once', async () => {
    silently = granted('from-office');
    const signIn = await nestedSignIn(issuer);
    await signIn.signOut();
    expect(await signIn.token()).toBeNull();
    await signIn.signIn({});
    expect(await signIn.token()).toBe('from-office');
  });

  it('says that the issuer refused when the question was answered with no', async () => {
    withAQuestion = { success: false, status: 'USER_CANCEL' };
    const signIn = await nestedSignIn(issuer);
    await expect(signIn.signIn({})).rejects.toMatchObject({ name: 'SignInFault', code: 'issuerRefused' });
  });
});
