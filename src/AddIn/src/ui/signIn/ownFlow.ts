import { WebStorageStateStore } from 'oidc-client-ts';
import { clientOf, faultOf, type Issuer } from '../../auth/issuerSignIn';
import { SignInFault } from '../../auth/SignInFault';
import { answered, connectService, type Service } from '../../service/client';

// The page is left for the issuer and comes back, so what waits for the answer waits in this tab.
const store = new WebStorageStateStore({ store: sessionStorage, prefix: 'spotcheck.' });

// Outside the library's prefix, whose stale entries it clears away.
const wayBackKey = 'way-back';

async function issuerOf(service: Service): Promise<Issuer> {
  const { authority, clientId, scopes } = await answered(service.GET('/api/sign-in'));
  if (authority === null || clientId === null) throw new SignInFault('issuerAway');
  return { authority, clientId, scopes };
}

async function start(issuer: Issuer, wayBack: string, prompt?: string): Promise<void> {
  sessionStorage.setItem(wayBackKey, wayBack);
  if (!isSecureContext) throw new SignInFault('insecure');
  try {
    const { url } = await clientOf(issuer, store).createSigninRequest({ url_state: 'page', ...(prompt === undefined ? {} : { prompt }) });
    location.replace(url);
  } catch (thrown) {
    throw faultOf(thrown);
  }
}

/** The sign-in of a page that stands alone: the token becomes a session of this site and is forgotten. */
export const ownFlow = {
  start,
  again: async (service: Service, wayBack: string): Promise<void> => start(await issuerOf(service), wayBack, 'login'),

  /** What this tab wanted to see when it began to sign in; kept for another try with another account. */
  wayBack: (): string => sessionStorage.getItem(wayBackKey) ?? '/start',

  async finish(service: Service): Promise<void> {
    const client = clientOf(await issuerOf(service), store);
    try {
      const { access_token: token } = await client.processSigninResponse(location.href);
      await answered(connectService(document.documentElement.lang, () => Promise.resolve(token)).POST('/api/sign-in/session'));
    } catch (thrown) {
      throw faultOf(thrown);
    }
  },

  /** Whether an address is the one at which this issuer signs people in. */
  async belongsTo(authority: string, { origin, pathname }: URL): Promise<boolean> {
    try {
      const expected = await clientOf({ authority, clientId: '-', scopes: '-' }, store).metadataService.getAuthorizationEndpoint();
      return origin + pathname === new URL(expected).origin + new URL(expected).pathname;
    } catch (thrown) {
      throw faultOf(thrown);
    }
  },
};
