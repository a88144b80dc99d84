import { defineConfig } from 'vitest/config';
import { countReporter } from './testing/countReporter.ts';

/** Tests that drive a real browser; Debian's chromium unless CHROMIUM names another. */
export default defineConfig({
  test: {
    include: ['testing/browser/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['testing/browser/oneService.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What an act brings about is waited for, as long as a machine under load may take.
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
    reporters: ['default', countReporter],
  },
});
