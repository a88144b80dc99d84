import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTypedPlan } from '../../src/domain/plans/typedPlan';

/** Somebody of the sample county at the service's routes, for what a journey finds already done. */
export class Official {
  readonly #address: string;
  readonly #cookie: string;

  private constructor(address: string, cookie: string) {
    this.#address = address;
    this.#cookie = cookie;
  }

  static async signIn(address: string, person: string): Promise<Official> {
    const answer = await fetch(`${address}/api/sign-in`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ person }) });
    return new Official(address, answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; '));
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#address}${path}`, {
      method, headers: { Cookie: this.#cookie, 'Content-Type': 'application/json', 'Accept-Language': 'zh-CN' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 600)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.ask<T>('POST', path, body);
  }
}

interface Version { readonly plan: string; readonly number: number; readonly revision: number; readonly tasks: readonly { readonly number: string }[] }

/** The sample plan of a bureau, imported by its clerk and adopted by its section head; once, whichever journey comes first. */
export async function adoptSamplePlan(clerk: Official, head: Official, bureau: string, sample: string): Promise<void> {
  const plans = await clerk.ask<readonly { readonly adoptedVersion: number | null }[]>('GET', `/api/bureaus/${bureau}/plans`);
  if (plans.some(({ adoptedVersion }) => adoptedVersion !== null)) return;
  const sheets = readTypedPlan(readFileSync(resolve(import.meta.dirname, `../../../../samples/${sample}.txt`), 'utf8'));
  const pages = sheets.map(({ name, contents }) => ({ name, cells: contents.flatMap((row, down) => row.flatMap((text, right) => (text === '' ? [] : [{ row: down + 1, column: right + 1, text }]))), merged: [] }));
  const { version } = await clerk.post<{ version: Version }>(`/api/bureaus/${bureau}/plans`, { pages });
  const base = `/api/bureaus/${bureau}/plans/${version.plan}/versions/${version.number}`;
  const submitted = await clerk.post<Version>(`${base}/submit`, { revision: version.revision });
  await head.post(`${base}/adopt`, { revision: submitted.revision });
}
