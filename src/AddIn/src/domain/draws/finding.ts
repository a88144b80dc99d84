/** The checks of SSD-1 §7 in the order in which they are made. */
export const checkNames = [
  'format', 'checkpoint', 'inclusion', 'consistency', 'order', 'secret', 'entropy', 'contribution', 'tables', 'quota',
  'seed', 'drawn', 'teams', 'redraw',
] as const;
export type CheckName = (typeof checkNames)[number];

/** Where in the package something was found; only what applies is present. */
export interface Where {
  readonly file?: string;
  /** Sequence number and kind of a log record. */
  readonly seq?: number;
  readonly kind?: string;
  readonly task?: string;
  /** A place inside the file or record, like `tasks[0].quota`. */
  readonly at?: string;
  /** Line of a table, from 1. */
  readonly row?: number;
}

/** A contradiction: something in the package cannot be true. */
export interface Finding {
  readonly check: CheckName;
  /** Stable English code of the rule that is broken. */
  readonly code: string;
  readonly where: Where;
  readonly expected: string;
  readonly found: string;
}

/** Something the package should hold and does not. */
export interface Absence {
  readonly code: string;
  readonly where: Where;
  readonly what: string;
}

export type Answer = 'genuine' | 'altered' | 'incomplete';

/** Raised inside a check at its first contradiction, and turned into a value by the one who runs the checks. */
export class Contradiction extends Error {
  constructor(readonly code: string, readonly where: Where, readonly expected: string, readonly found: string) {
    super(code);
  }
}

/** Values in messages are cut so that a hostile package cannot flood the reader. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
