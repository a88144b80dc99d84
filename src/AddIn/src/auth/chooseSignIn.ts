import type { WorkbookHost } from '../ports/WorkbookHost';
import { answered, type Service } from '../service/client';
import { samplePeople } from './samplePeople';
import type { SignIn } from './SignIn';

/** The way of signing in that this installation and this host have. What only one of them needs is loaded only there. */
export async function chooseSignIn(service: Service, kind: WorkbookHost['kind']): Promise<SignIn> {
  const ways = await answered(service.GET('/api/sign-in'));
  if (ways.local) return samplePeople(service);
  if (ways.authority === null || ways.clientId === null) return { way: 'none', token: () => Promise.resolve(null), signIn: () => Promise.resolve(), signOut: () => Promise.resolve() };
  const issuer = { authority: ways.authority, clientId: ways.clientId, scopes: ways.scopes };
  const inOffice = kind === 'excel' ? await import('../hosts/excel/signInDialog') : null;
  if (ways.nested && inOffice?.officeCanSignIn() === true) return (await import('./nestedSignIn')).nestedSignIn(issuer, service);
  const window = inOffice?.dialogWindow ?? (await import('./browserWindow')).browserWindow;
  return (await import('./issuerSignIn')).issuerSignIn(issuer, service, window, kind === 'excel' ? 'office' : 'window');
}
