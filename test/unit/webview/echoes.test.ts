import { describe, expect, it } from 'vitest';
import { Echoes } from '../../../webview/echoes';

describe('Echoes', () => {
  it('tells what was sent from what was not', () => {
    const echoes = new Echoes<number>();
    echoes.sent(1);
    echoes.sent(2);
    expect(echoes.take(3)).toBe(false);
    expect(echoes.take(1)).toBe(true);
    expect(echoes.take(1)).toBe(false);
    expect(echoes.take(2)).toBe(true);
  });

  it('expects nothing that was sent before what has come', () => {
    const echoes = new Echoes<number>();
    for (const value of [1, 2, 3]) echoes.sent(value);
    expect(echoes.take(2)).toBe(true);
    expect(echoes.take(1)).toBe(false);
    expect(echoes.take(3)).toBe(true);
  });

  it('expects one value as often as it was sent', () => {
    const echoes = new Echoes<number>();
    for (const value of [1, 2, 1]) echoes.sent(value);
    expect([1, 2, 1, 1].map((value) => echoes.take(value))).toEqual([true, true, true, false]);
  });
});
