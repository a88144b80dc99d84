export type SignInFaultCode = 'blocked' | 'closed' | 'insecure' | 'issuerAway' | 'issuerRefused' | 'untrusted';

/** Why somebody could not be signed in; each has its sentence in i18n/signInTexts. */
export class SignInFault extends Error {
  readonly code: SignInFaultCode;
  /** What the issuer or the host said, for the administrator. */
  readonly said: string;

  constructor(code: SignInFaultCode, said = '') {
    super(`sign-in.${code}`);
    this.name = 'SignInFault';
    this.code = code;
    this.said = said;
  }
}
