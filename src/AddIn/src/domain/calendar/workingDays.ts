/** calendars.json of the service: the State Council's holiday notices, year by year. Ranges are written first..last. */
export interface Calendars {
  readonly years: readonly { readonly year: number; readonly off: readonly string[]; readonly work: readonly string[] }[];
}

/** Whole days since 1970-01-01; no zone plays a part. */
export type Day = number;

const milliseconds = 86_400_000;

/** A day written 2023-05-09, 2023/5/9 or 2023年5月9日; null for anything else, and for a day that no calendar has. */
export function readDay(text: string): Day | null {
  const found = /^\s*(\d{4})(?:-|\/|年)(\d{1,2})(?:-|\/|月)(\d{1,2})日?\s*$/.exec(text.normalize('NFKC'));
  if (found === null) return null;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const day = Date.UTC(year, month - 1, date) / milliseconds;
  const back = new Date(day * milliseconds);
  return back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === date ? day : null;
}

export const dayText = (day: Day): string => new Date(day * milliseconds).toISOString().slice(0, 10);

/** Serial numbers of a sheet: 1 is 1900-01-01, and 60 a 29 February that never was. Whole days only. */
export const daySerial = (day: Day): number => day + 25_569;
export const dayOfSerial = (serial: number): Day | null => (Number.isFinite(serial) && serial >= 61 && serial < 2_958_466 ? Math.floor(serial) - 25_569 : null);

export interface Term {
  readonly day: Day;
  /** Some day on the way lies in a year whose notice is not loaded: it counted by the week alone. */
  readonly provisional: boolean;
}

const farthest = 5000;

/** The working day so many working days after a day, or before it where the number is negative; day 0 is not counted. Null for a number that is not whole, or beyond 5000. */
export function workingDaysFrom(calendars: Calendars, start: Day, days: number): Term | null {
  if (!Number.isInteger(days) || Math.abs(days) > farthest) return null;
  const { years, off, work } = setsOf(calendars);
  const step = Math.sign(days);
  let [day, provisional] = [start, false];
  for (let left = Math.abs(days); left > 0;) {
    day += step;
    const date = new Date(day * milliseconds);
    provisional ||= !years.has(date.getUTCFullYear()) && !off.has(day);
    const week = date.getUTCDay();
    if (work.has(day) || (!off.has(day) && week !== 0 && week !== 6)) left--;
  }
  return { day, provisional };
}

interface Sets { readonly years: ReadonlySet<number>; readonly off: ReadonlySet<Day>; readonly work: ReadonlySet<Day> }

const known = new WeakMap<Calendars, Sets>();

function setsOf(calendars: Calendars): Sets {
  const found = known.get(calendars);
  if (found !== undefined) return found;
  const days = (range: string): Day[] => {
    const ends = range.split('..');
    const [first, last] = [readDay(ends[0]!)!, readDay(ends.at(-1)!)!];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  };
  const sets = {
    years: new Set(calendars.years.map(({ year }) => year)),
    off: new Set(calendars.years.flatMap(({ off }) => off.flatMap(days))),
    work: new Set(calendars.years.flatMap(({ work }) => work.flatMap(days))),
  };
  known.set(calendars, sets);
  return sets;
}
