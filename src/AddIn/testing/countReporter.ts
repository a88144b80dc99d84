import type { Reporter } from 'vitest/reporters';

/** Last line of a run for programs: `TESTS passed=… failed=… skipped=…`. A file that does not load counts as one failed test. */
export const countReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) {
        const { state } = test.result();
        counts[state === 'pending' ? 'failed' : state]++;
      }
      if (tests.every((test) => test.result().state !== 'failed') && !module.ok()) counts.failed++;
    }
    counts.failed += unhandledErrors.length;
    process.stdout.write(`TESTS passed=${counts.passed} failed=${counts.failed} skipped=${counts.skipped}\n`);
  },
};
