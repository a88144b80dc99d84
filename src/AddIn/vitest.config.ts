import { defineConfig } from 'vitest/config';
import { countReporter } from './testing/countReporter.ts';

export default defineConfig({
  test: {
    include: ['testing/**/*.test.{ts,tsx}'],
    exclude: ['testing/browser/**'],
    environment: 'node',
    testTimeout: 900_000,
    reporters: ['default', countReporter],
  },
});
