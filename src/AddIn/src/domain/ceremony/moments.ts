const beijing = 8 * 3600_000;
const two = (number: number): string => String(number).padStart(2, '0');

/** An instant as a bureau writes it: 2023年3月6日 09:00, Beijing time whatever the computer's. */
export function momentText(instant: string): string {
  const day = new Date(new Date(instant).getTime() + beijing);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日 ${two(day.getUTCHours())}:${two(day.getUTCMinutes())}`;
}

/** Five o'clock so many days later, for an input of type datetime-local. */
export const closingTime = (now: number, days: number): string => `${new Date(now + beijing + days * 86_400_000).toISOString().slice(0, 10)}T17:00`;

/** What such an input says, as an instant; null where it says nothing. */
export function instantOf(local: string): string | null {
  const instant = new Date(`${local}:00+08:00`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
