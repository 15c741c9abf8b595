import { defineConfig } from '@playwright/test';

// `npm test -- e2e` brings the workbench and Chromium along and sets CHROMIUM.
export default defineConfig({
  testDir: '.',
  outputDir: '../results/e2e',
  globalSetup: './globalSetup.ts',
  // One workbench at a time: two would only wait for each other.
  workers: 1,
  // The workbench loses a click now and then; the list names what passed only the second time.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: '../results/e2e.json' }]],
  use: {
    viewport: { width: 1400, height: 900 },
    actionTimeout: 30_000,
    // Without a film: drawing each frame in software takes longer than the tests.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
