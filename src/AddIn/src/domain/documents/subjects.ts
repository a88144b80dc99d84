import type { Schemas } from '../../service/client';

type Subject = Schemas['DocumentSubject'];

/** What a document can be about. */
export type SubjectPart = 'plan' | 'task' | 'partner' | 'run' | 'object' | 'year' | 'quarter' | 'month';

/** docs/documents.md, the kinds. A plan's version is the service's choice: the latest, or the one in force. */
const parts: Readonly<Record<string, readonly SubjectPart[]>> = {
  'implementation-plan-notice': ['year'],
  'plan-notice': ['plan'],
  'consultation-letter': ['plan', 'task', 'partner'],
  'special-check-notice': ['plan', 'task'],
  'task-assignment': ['run'],
  'inspection-notice': ['run', 'object'],
  'inspection-approval': ['run', 'object'],
  'inspection-record': ['run', 'object'],
  'inspection-transcript': ['run', 'object'],
  'drawn-list-announcement': ['run'],
  'result-announcement': ['run'],
  'plan-adjustment-request': ['plan'],
  'plan-change-announcement': ['plan'],
  'referral-letter': ['run', 'object'],
  'quarterly-bulletin': ['year', 'quarter'],
  'monthly-report': ['year', 'month'],
  // The ledger of a year's checks.
  'work-ledger': ['year'],
};

/** What a kind has to be told; null for a kind this pane does not know. */
export const subjectParts = (kind: string): readonly SubjectPart[] | null => parts[kind] ?? null;

/** Whether everything a kind needs is chosen. */
export const isComplete = (kind: string, subject: Subject): boolean =>
  subjectParts(kind)?.every((part) => subject[part] !== undefined && subject[part] !== null && subject[part] !== '') ?? false;

/** Kinds of which one is made for every drawn object, or for every partner of a plan. */
export const inBatches = (kind: string): boolean => ['object', 'partner'].some((part) => subjectParts(kind)?.includes(part as SubjectPart) === true);

export interface BatchRow {
  readonly name: string;
  readonly subject: Subject;
}

/** A row for every object of a run; a referral needs a result to refer. */
export const rowsOfRun = (kind: string, { objects }: Pick<Schemas['RunView'], 'objects'>): BatchRow[] =>
  objects.filter(({ result }) => kind !== 'referral-letter' || result !== null).map(({ objectId, name }) => ({ name, subject: { object: objectId } }));

/** A row for every joint task and partner of a plan's version. */
export const rowsOfPlan = ({ tasks }: Pick<Schemas['VersionView'], 'tasks'>): BatchRow[] =>
  tasks.flatMap(({ number, name, partners }) => partners.map((partner) => ({ name: `${name} ${partner}`, subject: { task: number, partner } })));

/** What a document is about, in a line. */
export const subjectText = ({ task, partner, object, year, month }: Subject): string =>
  [year !== null && year !== undefined ? `${year}年${month}月` : '', task ?? '', partner ?? '', object ?? ''].filter((text) => text !== '').join(' ');
