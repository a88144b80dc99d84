import createClient, { type Client } from 'openapi-fetch';
import { earlyAnswer } from './earlyAnswers';
import { awayCode, ServiceFault } from './ServiceFault';
import type { components, paths } from './routes';

export type Schemas = components['schemas'];
export type Service = Client<paths>;

/** The routes of openapi.json. The cookie of the local sign-in travels by itself; a bearer token is asked for with each call and kept nowhere. */
export function connectService(language: string, token?: () => Promise<string | null>, base = '', patience = 60_000): Service {
  const client = createClient<paths>({ baseUrl: base, headers: { 'Accept-Language': language }, fetch: async (request) => await earlyAnswer(request) ?? withPatience(request, patience) });
  client.use({
    async onRequest({ request }) {
      const bearer = await token?.();
      if (bearer !== undefined && bearer !== null) request.headers.set('Authorization', `Bearer ${bearer}`);
      return request;
    },
    onError: ({ error }) => new ServiceFault(awayCode, 0, '', { said: String(error) }),
  });
  return client;
}

/** A service that has stopped answering is away, too: nobody waits before a wheel that turns for ever. */
async function withPatience(request: Request, patience: number): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), patience);
  try {
    return await fetch(request, { signal: giveUp.signal });
  } finally {
    clearTimeout(timer);
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The answer's content; a refusal becomes a ServiceFault that carries the service's own sentence. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw ServiceFault.of(response.status, error);
}
