import type { TestProject } from 'vitest/node';
import { startService } from './runningService';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one service of all browser tests listens. */
    readonly service: string;
  }
}

/** Started once before the first browser test, stopped after the last. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const service = await startService();
  provide('service', service.address);
  return () => service.stop();
}
