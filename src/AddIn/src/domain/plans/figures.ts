import type { Schemas } from '../../service/client';

type Forecast = Schemas['ForecastView'];

/** 12.5%, two digits at most; exact while the numbers are below 2^53. */
function percent(part: number, of: number): string {
  return `${Number(((part / of) * 100).toFixed(2))}%`;
}

/** The figure as a percentage or a range of them; null where it cannot be computed. */
export function figurePercent({ numeratorLow: low, numeratorHigh: high, denominator: of }: Forecast): string | null {
  if (low === null || high === null || of === 0) return null;
  // None of however many.
  if (of === null) return low === 0 && high === 0 ? '0%' : null;
  return low === high ? percent(low, of) : `${percent(low, of)}—${percent(high, of)}`;
}
