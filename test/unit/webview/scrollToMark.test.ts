import { describe, expect, it } from 'vitest';
import { scrollTopFor } from '../../../webview/scrollToMark';

const VIEW = 300;

describe('scrollTopFor', () => {
  it('stays where the mark and its heading are in view', () => {
    expect(scrollTopFor({ turnTop: 20, markTop: 60, markBottom: 80 }, 0, VIEW)).toBe(0);
    expect(scrollTopFor({ turnTop: 1000, markTop: 1060, markBottom: 1080 }, 900, VIEW)).toBe(900);
  });

  it('puts the heading at the top where the mark fits below it', () => {
    expect(scrollTopFor({ turnTop: 1000, markTop: 1060, markBottom: 1080 }, 0, VIEW)).toBe(1000);
    expect(scrollTopFor({ turnTop: 200, markTop: 290, markBottom: 310 }, 0, VIEW)).toBe(200);
    expect(scrollTopFor({ turnTop: 200, markTop: 290, markBottom: 310 }, 250, VIEW)).toBe(200);
  });

  it('shows the mark without its heading where both do not fit', () => {
    const top = scrollTopFor({ turnTop: 200, markTop: 900, markBottom: 920 }, 0, VIEW);
    expect(top).toBeLessThan(900);
    expect(top + VIEW).toBeGreaterThan(920);
  });
});
