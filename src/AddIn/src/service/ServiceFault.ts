/** The service does not answer at all. */
export const awayCode = 'service.away';

/** A refusal or fault of the service, with its sentence in the user's language. */
export class ServiceFault extends Error {
  readonly code: string;
  readonly status: number;
  /** Empty where the service itself could not say anything. */
  readonly sentence: string;
  /** Further members of the refusal, such as the rows at fault. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, sentence: string, details: Readonly<Record<string, unknown>> = {}) {
    super(`${code} ${status}`);
    this.name = 'ServiceFault';
    this.code = code;
    this.status = status;
    this.sentence = sentence;
    this.details = details;
  }

  static of(status: number, problem: unknown): ServiceFault {
    if (typeof problem !== 'object' || problem === null) return new ServiceFault(status >= 502 && status <= 504 ? awayCode : 'service.unreadable', status, '');
    const details = problem as Record<string, unknown>;
    const text = (member: string): string => (typeof details[member] === 'string' ? details[member] : '');
    return new ServiceFault(text('code') || 'service.unreadable', status, text('detail'), details);
  }

  get away(): boolean {
    return this.code === awayCode;
  }
}
