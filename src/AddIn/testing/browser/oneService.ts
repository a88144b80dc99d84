import type { TestProject } from 'vitest/node';
import { startService } from './runningService';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one service of all browser tests listens. */
    readonly service: string;
    /** Folder of the e-mails it sends. */
    readonly mails: string;
  }
}

/** Started once before the first browser test, stopped after the last. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const service = await startService();
  provide('service', service.address);
  provide('mails', service.mails);
  return () => service.stop();
}
