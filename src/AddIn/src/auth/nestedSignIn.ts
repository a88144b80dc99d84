import { createNestablePublicClientApplication, InteractionRequiredAuthError, type IPublicClientApplication } from '@azure/msal-browser';
import { answered, type Service } from '../service/client';
import type { Issuer } from './issuerSignIn';
import type { SignIn } from './SignIn';
import { SignInFault } from './SignInFault';

/**
 * Microsoft 365 inside Office: Office signs in for the pane, mostly without a question. Where this Excel keeps the site's own cookie the token becomes a
 * session, so that addresses of the service open there, too; where it does not, tokens stay in memory and Office renews them.
 */
export async function nestedSignIn({ authority, clientId, scopes }: Issuer, service: Service): Promise<SignIn> {
  const application = await createNestablePublicClientApplication({ auth: { clientId, authority }, cache: { cacheLocation: 'memoryStorage' } });
  const request = { scopes: scopes.split(' ').filter((scope) => scope !== '') };
  // Whoever is signed in to Office is asked for nothing; whoever signed out of the pane stays out until he asks.
  let speaks: 'token' | 'cookie' | 'nobody' = 'token';

  const becomeSession = async (token: string): Promise<void> => {
    speaks = 'cookie';
    try {
      await answered(service.POST('/api/sign-in/session', { headers: { Authorization: `Bearer ${token}` } }));
      const { response } = await service.GET('/api/me');
      if (!response.ok) speaks = 'token';
    } catch {
      // Why nobody is let in is said where the token itself is shown.
      speaks = 'token';
    }
  };
  // What is public can be seen without the issuer, so that it cannot be reached is said only to who signs in.
  const quietly = (): Promise<string | null> => silently(application, request).catch(() => null);
  const begun = await quietly();
  if (begun !== null) await becomeSession(begun);

  return {
    way: 'nested',
    token: async () => (speaks === 'token' ? quietly() : null),
    signIn: async () => {
      speaks = 'token';
      await becomeSession(await silently(application, request) ?? await afterAQuestion(application, request));
    },
    signOut: async () => {
      speaks = 'nobody';
      await answered(service.DELETE('/api/sign-in'));
    },
  };
}

async function afterAQuestion(application: IPublicClientApplication, request: { scopes: string[] }): Promise<string> {
  try {
    return (await application.acquireTokenPopup(request)).accessToken;
  } catch (thrown) {
    throw new SignInFault('issuerRefused', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
  }
}

async function silently(application: IPublicClientApplication, request: { scopes: string[] }): Promise<string | null> {
  try {
    return (await application.acquireTokenSilent(request)).accessToken;
  } catch (thrown) {
    if (thrown instanceof InteractionRequiredAuthError) return null;
    throw new SignInFault('issuerAway', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
  }
}
