import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ended, objectsOf, paddock as run, start } from './program';

const folder = mkdtempSync(join(tmpdir(), 'paddock-spelling-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** By the built-in dictionaries alone, whatever the machine has. */
const environment = { HOME: folder, DICPATH: '', XDG_DATA_DIRS: '' };
const paddock = (...args: string[]) => run(args, { environment });

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const good = 'Die Sonne geht im Osten auf und im Westen unter, weil sich die Erde um ihre eigene Achse dreht.';
const records = [
  ...Array.from({ length: 20 }, (_, at) => ({ id: `good-${at}`, instruction: 'Erkläre, warum die Sonne aufgeht.', output: good })),
  {
    id: 'bad',
    instruction: 'Erkläre, warum die Sonne aufgeht.',
    output: 'Die Sonne geht "im\tOsten" auf und im Westten unter, weil sich die Erde um ihre eigenne Achse drehht.',
  },
  { id: 'mojibake', instruction: 'Was liegt über der Erde?', output: 'Die AtmosphÃ¤re liegt wie eine dünne Hülle über der ganzen Erde.' },
  { id: 'zh', instruction: '天空为什么是蓝色的？', output: '阳光在大气中被散射，蓝光的散射比其他颜色更强，所以天空看起来是蓝色的。' },
];
const data = file('data.jsonl', records.map((record) => `${JSON.stringify(record)}\n`).join(''));

describe('paddock check --checks spelling', () => {
  it('prints misspelled words with their places and suggestions, and text problems with their fixes', async () => {
    const { code, output, complaints } = await paddock('check', '--checks', 'spelling', '--json', data);
    const findings = objectsOf(output);
    expect(code).toBe(1);
    expect(complaints).toBe('paddock: Chinese (zh) is not spelled: its writing does not divide words\n');
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['spelling']));
    const bad = findings.filter(({ id, code }) => id === 'bad' && code === 'unknownWord');
    expect(bad.map(({ word }) => word)).toEqual(['Westten', 'eigenne', 'drehht']);
    for (const { span, word } of bad) {
      const { start, end } = span as { start: number; end: number };
      expect(records[20].output.slice(start, end)).toBe(word);
    }
    expect(bad[0]).toMatchObject({ line: 21, turn: 1, language: 'de', suggestions: expect.arrayContaining(['Westen']) as unknown });
    expect(findings.find(({ code }) => code === 'mojibake')).toMatchObject({ id: 'mojibake', fix: expect.stringContaining('ä') as unknown });
  });

  it('fails for what a text is flagged for, and for nothing less', async () => {
    const outcome = async (output: string, ...args: string[]) => {
      const one = file('one.jsonl', `${JSON.stringify({ instruction: records[0].instruction, output })}\n`);
      const { code, output: printed } = await paddock('check', '--checks', 'spelling', '--json', ...args, one);
      return [code, ...objectsOf(printed).filter(({ check }) => check === 'spelling').map((finding) => finding.code)];
    };
    expect(await outcome(good)).toEqual([0]);
    expect(await outcome(good.replace('im Osten', 'im  Osten'))).toEqual([0, 'doubledSpace']);
    expect(await outcome(good.replace('auf und', 'auf und und'))).toEqual([1, 'repeatedWord']);
  });

  it('ends when it is interrupted while it looks for suggestions, which takes long for many words', async () => {
    const word = (at: number) => `sonn${Array.from(at.toString(26), (digit) => 'qwxjkvbzpdfghlmnrstyaeiouc'[parseInt(digit, 26)]).join('')}quax`;
    const quick = Array<string>(5_000).fill(good.replace('auf und', 'auf und und'));
    const many = Array.from({ length: 20_000 }, (_, at) => `${good} Dann kam ${word(at)} dazu.`).join(' ');
    const instruction = 'Erkläre es.';
    const path = file('many.jsonl', [...quick, many].map((output) => `${JSON.stringify({ instruction, output })}\n`).join(''));
    const child = start(['check', '--checks', 'spelling', '--json', path], environment);
    const outcome = ended(child);
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await outcome).toMatchObject({ code: 130, complaints: '' });
  });

  it('says nothing of spelling unless it is asked', async () => {
    const { output } = await paddock('check', '--json', data);
    expect(objectsOf(output).filter(({ check }) => check === 'spelling')).toEqual([]);
  });

  it('takes words from lists, right and wrong ones', async () => {
    const words = file('words.txt', 'Westten\neigenne de\ndrehht\n*Osten\n');
    const { output } = await paddock('check', '--checks', 'spelling', '--suggestions', '0', '--all', '--json', '--words', words, data);
    const found = objectsOf(output).filter(({ code }) => code === 'unknownWord');
    expect(new Set(found.map(({ word }) => word))).not.toContain('Westten');
    expect(found.map(({ word }) => word)).toContain('Osten');
    expect(found[0].suggestions).toEqual([]);
  });

  it('goes on when a dictionary is broken, with another one, and says so', async () => {
    file('de_DE.aff', 'SET UTF-8\nSFX A Y 1\n');
    file('de_DE.dic', 'not a number\n');
    const { code, output, complaints } = await paddock('check', '--checks', 'all', '--json', '--dictionaries', folder, data);
    expect(code).toBe(1);
    expect(complaints.match(/de_DE/g)).toHaveLength(1);
    expect(objectsOf(output).some(({ word }) => word === 'Westten')).toBe(true);
    expect(objectsOf(output).some(({ id, code }) => id === 'mojibake' && code === 'mojibake')).toBe(true);
  });

  it('refuses checks, variants and lists that there are not', async () => {
    for (const args of [['--checks', 'grammar'], ['--variant', 'en-GB'], ['--words', join(folder, 'none.txt')]]) {
      const { code, output, complaints } = await paddock('check', ...args, ...(args[0] === '--words' ? ['--checks', 'spelling'] : []), data);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(complaints).not.toBe('');
    }
  });
});

describe('paddock stats --checks spelling', () => {
  it('prints correctness by language with its interval, and what was not checked', async () => {
    const { output } = await paddock('stats', '--checks', 'spelling', '--json', data);
    const { spelling } = JSON.parse(output) as { spelling: { languages: Record<string, { words: number; unknown: number; correctness: { rate: number } }>; notChecked: unknown[] } };
    const { words, unknown, correctness } = spelling.languages.de;
    expect(unknown).toBeGreaterThanOrEqual(3);
    expect(correctness.rate).toBeCloseTo(1 - unknown / words, 10);
    expect(spelling.notChecked).toContainEqual(expect.objectContaining({ language: 'zh', reason: 'no spelling' }));
  });
});
