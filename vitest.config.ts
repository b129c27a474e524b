import { defineConfig } from 'vitest/config';

// Three projects: pure tests run anywhere; the rest share one real PostgreSQL started by test/postgres.ts.
export default defineConfig({
  test: {
    include: ['{kernel,server,web,test,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
