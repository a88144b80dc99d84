/** Sizes and counts as readers write them. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** `2026-03-01 09:00:00 +08:00` of the form used in records; `Z` stays. */
export const momentText = (moment: string): string => moment.replace('T', ' ').replace(/(?=[+-]\d\d:\d\d$)/, ' ');

export const countText = (count: number): string => count.toLocaleString('en-US').replaceAll(',', '\u202f');
