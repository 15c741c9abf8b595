import type { Page } from '@playwright/test';

export interface SeenOnPage {
  readonly policyViolations: string[];
  readonly errors: string[];
}

/** Collects what goes wrong in the page and all its frames. */
export function watchPage(page: Page): SeenOnPage {
  const seen: SeenOnPage = { policyViolations: [], errors: [] };
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) {
      seen.policyViolations.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => seen.errors.push(error.stack ?? error.message));
  return seen;
}
