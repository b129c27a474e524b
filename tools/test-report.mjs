// Counting what Vitest reports, so that nothing that went wrong counts as nothing.
import { existsSync, readFileSync } from 'node:fs';

/**
 * The tests passed, failed and skipped, from Vitest's JSON report and its exit status. A file that could not be run
 * holds no test, and an error outside any test belongs to none: each counts as one failure, as does a missing report.
 */
export function countTests(reportFile, status) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The run's last line. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
