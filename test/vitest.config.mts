import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    setupFiles: ['test/properties.ts'],
    // Only what hangs is to fail by time: a slow or busy machine must not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
