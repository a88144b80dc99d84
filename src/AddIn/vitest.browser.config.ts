import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { countReporter } from './testing/countReporter.ts';

/** By name on every machine, so that the year's many documents come last: all share one service. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
  }
}

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
    sequence: { sequencer: ByName },
    reporters: ['default', countReporter],
  },
});
