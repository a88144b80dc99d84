import type { Schemas } from '../service/client';

export type Person = Schemas['WhoAmIResponse'];
export type Role = Schemas['Role'];

/** One of four ways to prove who somebody is; the pane knows only this. */
export interface SignIn {
  /** What the pane offers: a choice of sample people, one button, or nothing because the administrator has not set it up. */
  readonly way: 'samplePeople' | 'window' | 'nested' | 'none';
  /** The bearer token for the next call; null where a cookie speaks, or nobody is signed in. Kept in memory only. */
  token(): Promise<string | null>;
  /** @param options.person One of the sample people. @param options.signal Gives up waiting for the issuer's window. */
  signIn(options: { readonly person?: string; readonly signal?: AbortSignal }): Promise<void>;
  signOut(): Promise<void>;
}

/** Opens an address in a window of its own and gives back the address the issuer returned to. */
export type SignInWindow = (address: Promise<string>, signal: AbortSignal) => Promise<string>;
