declare global {
  interface Window {
    /** Set by boot.js: what the first screen needs of the service, by path, asked while the bundle was on its way. Null where it could not be had. */
    spotcheckAsked?: Map<string, Promise<Response | null>>;
  }
}

/** An answer that boot.js has asked for; each is used once, and only where it says something: a fault is asked for again, in the reader's language. */
export async function earlyAnswer(request: Request): Promise<Response | null> {
  const asked = globalThis.window?.spotcheckAsked;
  const path = new URL(request.url).pathname;
  const answer = request.method === 'GET' && !request.headers.has('Authorization') ? asked?.get(path) : undefined;
  if (asked === undefined || answer === undefined) return null;
  asked.delete(path);
  const found = await answer;
  return found !== null && (found.ok || found.status === 401) ? found : null;
}
