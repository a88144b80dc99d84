import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export const audience = 'api://spotcheck';
export const clientId = 'spotcheck-pane';

interface Asked {
  readonly challenge: string;
  readonly redirect: string;
  readonly subject: string;
}

const text = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A real OIDC issuer on this machine: discovery, a sign-in page with a button for each subject, codes bound to their challenge (RFC 7636, S256), each good once. */
export class SmallIssuer {
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #codes = new Map<string, Asked>();
  readonly #server: Server;
  readonly #subjects: readonly string[];
  /** What was asked of the token address, and whether it was answered. */
  readonly exchanges: boolean[] = [];
  /** The issuer answers nothing while this is true. */
  away = false;

  private constructor(subjects: readonly string[]) {
    this.#subjects = subjects;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(subjects: readonly string[]): Promise<SmallIssuer> {
    const issuer = new SmallIssuer(subjects);
    await new Promise<void>((done) => issuer.#server.listen(0, '127.0.0.1', done));
    return issuer;
  }

  get authority(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  /** A token as the issuer hands it out, for the service or, as id_token, for the pane. */
  token(subject: string, meantFor = audience): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.authority, aud: meantFor, sub: subject, iat: now, nbf: now - 5, exp: now + 300 };
    const input = `${text({ alg: 'RS256', typ: 'JWT', kid: 'key-1' })}.${text(claims)}`;
    return `${input}.${createSign('RSA-SHA256').update(input).sign(this.#keys.privateKey).toString('base64url')}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.authority);
    response.setHeader('Access-Control-Allow-Origin', '*');
    // As large issuers do: the window is cut off from the page that opened it.
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    if (this.away) {
      response.writeHead(503).end();
    } else if (url.pathname === '/.well-known/openid-configuration') {
      this.#json(response, 200, { issuer: this.authority, authorization_endpoint: `${this.authority}/authorize`, token_endpoint: `${this.authority}/token`, jwks_uri: `${this.authority}/keys`, id_token_signing_alg_values_supported: ['RS256'] });
    } else if (url.pathname === '/keys') {
      this.#json(response, 200, { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' }] });
    } else if (url.pathname === '/authorize') {
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(this.#page(url.searchParams));
    } else if (url.pathname === '/token') {
      this.#exchange(new URLSearchParams(await body(request)), response);
    } else {
      response.writeHead(404).end();
    }
  }

  #page(asked: URLSearchParams): string {
    const redirect = asked.get('redirect_uri')!;
    const back = (parameters: Record<string, string>): string => `${redirect}?${new URLSearchParams({ ...parameters, state: asked.get('state')! }).toString()}`;
    const links = this.#subjects.map((subject) => {
      const code = randomUUID();
      this.#codes.set(code, { challenge: asked.get('code_challenge_method') === 'S256' ? asked.get('code_challenge')! : '', redirect, subject });
      return `<a href="${back({ code }).replaceAll('&', '&amp;')}">${subject}</a>`;
    });
    return `<!doctype html><title>issuer</title><p>${asked.get('prompt') ?? ''}</p>${links.join(' ')} <a href="${back({ error: 'access_denied' }).replaceAll('&', '&amp;')}">refuse</a>`;
  }

  #exchange(asked: URLSearchParams, response: ServerResponse): void {
    const code = asked.get('code') ?? '';
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    const proof = createHash('sha256').update(asked.get('code_verifier') ?? '').digest('base64url');
    const good = known !== undefined && known.challenge === proof && known.redirect === asked.get('redirect_uri') && asked.get('client_id') === clientId;
    this.exchanges.push(good);
    if (good) this.#json(response, 200, { access_token: this.token(known.subject), id_token: this.token(known.subject, clientId), token_type: 'Bearer', expires_in: 300, scope: 'openid' });
    else this.#json(response, 400, { error: 'invalid_grant' });
  }

  #json(response: ServerResponse, status: number, value: unknown): void {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  }
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
