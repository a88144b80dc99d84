// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { nestedSignIn } from '../../src/auth/nestedSignIn';
import { connectService } from '../../src/service/client';

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
  [keepsCookies, cookie, called] = [false, null, []];
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
/** Our service: who it takes a caller for, and whether this Excel keeps its cookie. */
let [keepsCookies, cookie, called] = [false, null as string | null, [] as string[]];
globalThis.fetch = (async (request: Request) => {
  const bearer = request.headers.get('Authorization');
  called.push(`${request.method} ${new URL(request.url).pathname} ${bearer ?? cookie ?? 'nobody'}`);
  if (request.url.endsWith('/session') && keepsCookies && bearer !== null) cookie = `session of ${bearer}`;
  if (request.method === 'DELETE') cookie = null;
  return new Response('{}', { status: (bearer ?? cookie) === null && request.method === 'GET' ? 401 : 200, headers: { 'Content-Type': 'application/json' } });
}) as typeof fetch;
const service = connectService('zh-CN', undefined, 'https://spotcheck.example');
const methods = (): string[] => asked.map(({ method }) => method).filter((method) => method !== 'GetInitContext');

describe('signing in inside Office', () => {
  it('asks nobody who is signed in to Office, and names the pane and what it wants', async () => {
    silently = granted('from-office');
    const signIn = await nestedSignIn(issuer, service);
    expect(await signIn.token()).toBe('from-office');
    expect(asked.at(-1)).toMatchObject({ method: 'GetToken', tokenParams: { clientId: 'pane-1' } });
    expect(asked.at(-1)!.tokenParams!.scope).toContain('api://spotcheck/use');
  });

  it('is nobody where Office would have to ask, until somebody chooses to sign in', async () => {
    const signIn = await nestedSignIn(issuer, service);
    expect(await signIn.token()).toBeNull();
    withAQuestion = granted('after-a-question');
    await signIn.signIn({});
    expect(methods()).toEqual(['GetToken', 'GetToken', 'GetToken', 'GetTokenPopup']);
  });

  it('stays out after signing out, though Office would sign in again at once', async () => {
    silently = granted('from-office');
    const signIn = await nestedSignIn(issuer, service);
    await signIn.signOut();
    expect(await signIn.token()).toBeNull();
    await signIn.signIn({});
    expect(await signIn.token()).toBe('from-office');
  });

  it('says that the issuer refused when the question was answered with no', async () => {
    withAQuestion = { success: false, status: 'USER_CANCEL' };
    const signIn = await nestedSignIn(issuer, service);
    await expect(signIn.signIn({})).rejects.toMatchObject({ name: 'SignInFault', code: 'issuerRefused' });
  });

  it('becomes a session where the cookie holds: no token travels any more, and signing out ends it', async () => {
    [silently, keepsCookies] = [granted('from-office'), true];
    const signIn = await nestedSignIn(issuer, service);
    expect(called).toEqual(['POST /api/sign-in/session Bearer from-office', 'GET /api/me session of Bearer from-office']);
    expect(await signIn.token()).toBeNull();
    await signIn.signOut();
    expect([cookie, await signIn.token()]).toEqual([null, null]);
  });

  it('keeps the token where no cookie holds, as in a frame of Office on the web', async () => {
    silently = granted('from-office');
    const signIn = await nestedSignIn(issuer, service);
    expect(called).toEqual(['POST /api/sign-in/session Bearer from-office', 'GET /api/me nobody']);
    expect(await signIn.token()).toBe('from-office');
  });

  it('lets public pages open when Office cannot reach the issuer, and says so to who signs in', async () => {
    silently = { success: false, status: 'NO_NETWORK' };
    const signIn = await nestedSignIn(issuer, service);
    expect(await signIn.token()).toBeNull();
    await expect(signIn.signIn({})).rejects.toMatchObject({ name: 'SignInFault', code: 'issuerAway' });
  });
});
