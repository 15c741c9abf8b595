import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFromWebview } from '../../../src/protocol/fromWebview';

const query = { text: 'Paris', regex: false, matchCase: false, wholeWord: true, field: '' };

describe('parseFromWebview', () => {
  test.each([
    { type: 'ready' },
    { type: 'rows', request: 1, start: 0, count: 100 },
    { type: 'record', request: 2, key: 2 ** 31 + 4 },
    { type: 'select', key: 0, how: 'range' },
    { type: 'goTo', position: 3_400_000 },
    { type: 'change', key: 7, change: { kind: 'turnText', turn: 1, text: 'a\r\nb\u0000' }, draft: 12 },
    { type: 'change', key: 7, change: { kind: 'mergeTurn', turn: 0 } },
    { type: 'examine', request: 3, text: '{' },
    { type: 'previewReplace', query, replacement: '', scope: 'selected' },
    { type: 'includeReplace', included: false },
    { type: 'filter', filters: [{ kind: 'verdict', verdicts: ['mismatch'] }, { kind: 'text', query }] },
    { type: 'find', query },
    { type: 'find', query: null },
    { type: 'step', to: 'flagged', direction: -1 },
    { type: 'command', command: 'checkLanguage' },
  ])('takes $type', (message) => expect(parseFromWebview(message)).toEqual(message));

  test.each([
    [undefined],
    ['ready'],
    [{ type: 'eval', code: '1' }],
    [{ type: 'rows', request: 1, start: -1, count: 10 }],
    [{ type: 'rows', request: 1, start: 0, count: 1e9 }],
    [{ type: 'rows', request: 1, start: 0.5, count: 10 }],
    [{ type: 'record', request: 1, key: Number.MAX_VALUE }],
    [{ type: 'select', key: 0, how: 'all' }],
    [{ type: 'change', key: 0, change: { kind: 'turnText', turn: -1, text: '' } }],
    [{ type: 'change', key: 0, change: { kind: 'script', text: '' } }],
    [{ type: 'command', command: 'workbench.action.terminal.new' }],
    [{ type: 'filter', filters: [{ kind: 'verdict', verdicts: ['nonsense'] }] }],
    [{ type: 'step', to: 'flagged', direction: 2 }],
  ])('refuses %j', (message) => expect(parseFromWebview(message)).toBeUndefined());

  test('never throws', () => {
    fc.assert(fc.property(fc.anything(), (message) => void parseFromWebview(message)));
  });
});
