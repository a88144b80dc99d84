import type { Schemas } from '../service/client';

export type Person = Schemas['WhoAmIResponse'];
export type Role = Schemas['Role'];

/** One of three ways to prove who somebody is; the pane knows only this. */
export interface SignIn {
  /** What the pane offers: a choice of sample people, or one button. */
  readonly way: 'samplePeople' | 'window' | 'nested';
  /** The bearer token for the next call; null where a cookie speaks, or nobody is signed in. Kept in memory only. */
  token(): Promise<string | null>;
  signIn(person?: string): Promise<void>;
  signOut(): Promise<void>;
}
