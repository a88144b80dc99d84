import { ErrorResponse, InMemoryWebStorage, OidcClient, WebStorageStateStore, type SigninResponse, type StateStore } from 'oidc-client-ts';
import { answered, type Service } from '../service/client';
import { ServiceFault } from '../service/ServiceFault';
import type { SignIn, SignInWindow } from './SignIn';
import { SignInFault } from './SignInFault';

export interface Issuer {
  readonly authority: string;
  readonly clientId: string;
  readonly scopes: string;
}

/** The page the issuer comes back to; the administrator registers this address there. */
export const returnPage = '/sign-in.html';

/** @param store Where the verifier of a sign-in waits for its answer. */
export const clientOf = ({ authority, clientId, scopes }: Issuer, store: StateStore): OidcClient => new OidcClient({
  authority, client_id: clientId, scope: scopes, redirect_uri: location.origin + returnPage, response_type: 'code', disablePKCE: false, loadUserInfo: false, stateStore: store,
});

/** What the issuer's library throws, in our own words. */
export function faultOf(thrown: unknown): unknown {
  if (thrown instanceof SignInFault || thrown instanceof ServiceFault) return thrown;
  if (thrown instanceof ErrorResponse) return new SignInFault('issuerRefused', thrown.error ?? '');
  return new SignInFault('issuerAway', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
}

const minute = 60;

/**
 * OIDC, authorization code with PKCE (RFC 7636), at any issuer. Where the browser keeps the site's own cookie the token becomes a session of the site
 * and is forgotten; inside Office on the web, whose frames get no such cookie, it stays in memory and is renewed while the issuer allows it.
 */
export function issuerSignIn(issuer: Issuer, service: Service, open: SignInWindow, at: 'window' | 'office'): SignIn {
  const client = clientOf(issuer, new WebStorageStateStore({ store: new InMemoryWebStorage() }));
  let held: SigninResponse | null = null;

  const token = async (): Promise<string | null> => {
    if (held === null || (held.expires_in ?? minute) > minute / 2) return held?.access_token ?? null;
    const { refresh_token: refresh, scope } = held;
    try {
      held = refresh === undefined ? null : await client.useRefreshToken({ state: { refresh_token: refresh, session_state: null, profile: held.profile, ...(scope === undefined ? {} : { scope }) } });
    } catch {
      held = null;
    }
    return held?.access_token ?? null;
  };

  const becomeSession = async (): Promise<void> => {
    await answered(service.POST('/api/sign-in/session'));
    const bearer = held;
    held = null;
    const { response } = await service.GET('/api/me');
    if (!response.ok) held = bearer;
  };

  return {
    way: 'window',
    token,
    signIn: async ({ signal = new AbortController().signal }) => {
      if (!isSecureContext) throw new SignInFault('insecure');
      const address = client.createSigninRequest({ url_state: at }).then(({ url }) => url);
      try {
        held = await client.processSigninResponse(await open(address, signal));
        await becomeSession();
      } catch (thrown) {
        held = null;
        throw faultOf(thrown);
      }
    },
    signOut: async () => {
      held = null;
      await answered(service.DELETE('/api/sign-in'));
    },
  };
}
