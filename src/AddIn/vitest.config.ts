import { defineConfig } from 'vitest/config';
import { countReporter } from './testing/countReporter.ts';

// Each of these has the machine's globals as it wants them, or works so long that a process of its own costs nothing.
const apart = ['testing/draws/**', 'testing/auth/**', 'testing/pane/**', 'testing/registers/**'];
const tests = 'testing/**/*.test.{ts,tsx}';
const browser = 'testing/browser/**';

/** Beginning a process and loading the same modules again would be half of the work of the rest, so these share theirs. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 900_000,
    reporters: ['default', countReporter],
    projects: [
      { extends: true, test: { name: 'together', include: [tests], exclude: [browser, ...apart], isolate: false } },
      { extends: true, test: { name: 'apart', include: apart.map((folder) => `${folder}/*.test.{ts,tsx}`), exclude: [browser] } },
    ],
  },
});
