import { createNestablePublicClientApplication, InteractionRequiredAuthError, type IPublicClientApplication } from '@azure/msal-browser';
import type { Issuer } from './issuerSignIn';
import type { SignIn } from './SignIn';
import { SignInFault } from './SignInFault';

/** Microsoft 365 inside Office: Office signs in for the pane, mostly without a question. Tokens stay in memory. */
export async function nestedSignIn({ authority, clientId, scopes }: Issuer): Promise<SignIn> {
  const application = await createNestablePublicClientApplication({ auth: { clientId, authority }, cache: { cacheLocation: 'memoryStorage' } });
  const request = { scopes: scopes.split(' ').filter((scope) => scope !== '') };
  // Whoever is signed in to Office is asked for nothing; whoever signed out of the pane stays out until he asks.
  let out = false;
  return {
    way: 'nested',
    token: async () => (out ? null : silently(application, request)),
    signIn: async () => {
      out = false;
      if (await silently(application, request) !== null) return;
      try {
        await application.acquireTokenPopup(request);
      } catch (thrown) {
        throw new SignInFault('issuerRefused', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
      }
    },
    signOut: () => {
      out = true;
      return Promise.resolve();
    },
  };
}

async function silently(application: IPublicClientApplication, request: { scopes: string[] }): Promise<string | null> {
  try {
    return (await application.acquireTokenSilent(request)).accessToken;
  } catch (thrown) {
    if (thrown instanceof InteractionRequiredAuthError) return null;
    throw new SignInFault('issuerAway', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
  }
}
