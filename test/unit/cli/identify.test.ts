import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL_PATH, nativeUnavailable, runNative, trainModel } from '../checks/fasttext/native';
import { fuzzedLines, SENTENCES } from '../checks/fasttext/texts';
import { ended, paddock, program, start } from './program';

const folder = mkdtempSync(join(tmpdir(), 'paddock-identify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Labels as printed, and probabilities as numbers, by line. */
function answersOf(output: string): { labels: string[]; probabilities: number[] }[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ').filter((part) => part !== ''))
    .map((parts) => ({
      labels: parts.filter((_, at) => at % 2 === 0),
      probabilities: parts.filter((_, at) => at % 2 === 1).map(Number),
    }));
}

function expectSameAnswers(output: string, native: string): void {
  const ours = answersOf(output);
  const theirs = answersOf(native);
  expect(ours.map(({ labels }) => labels)).toEqual(theirs.map(({ labels }) => labels));
  ours.forEach(({ probabilities }, line) =>
    probabilities.forEach((probability, at) => expect(Math.abs(probability - theirs[line].probabilities[at])).toBeLessThan(1e-5)),
  );
}

const german = 'Der Himmel ist blau, weil die Luft das blaue Licht stärker streut.';

describe.skipIf(nativeUnavailable)(
  `paddock identify beside the native tool${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`,
  () => {
    const lines = [...SENTENCES, '', '   ', 'qqq zzz\r', 'abc\0def ghi', '\u00a0', ...fuzzedLines(3_000, 21)];
    const text = `${lines.join('\n')}\n`;

    it.each([1, 3])('prints the same for the %i most probable labels', async (top) => {
      const path = file('lines.txt', text);
      const { code, output, complaints } = await paddock(['identify', '--top', String(top), path]);
      expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
      const native = runNative(['predict-prob', MODEL_PATH, path, String(top)]);
      expectSameAnswers(output, native);
      // All six digits alike, but for the last one now and then.
      const numbers = (answers: string) => answersOf(answers).map(({ probabilities }) => probabilities[0]);
      const theirs = numbers(native);
      const same = numbers(output).filter((number, at) => number === theirs[at]);
      expect(same.length).toBeGreaterThan(0.9 * lines.length);
    });

    it('prints the same by another model, whose labels it knows as they are', async () => {
      const model = trainModel(folder, 'own', { deu_Latn: [SENTENCES[1]], arb_Arab: [SENTENCES[18]], zho_Hans: [SENTENCES[30]] });
      const path = file('own.txt', `${SENTENCES.join('\n')}\n`);
      const { output } = await paddock(['identify', '--model', model, '--top', '3', path]);
      expectSameAnswers(output, runNative(['predict-prob', model, path, '3']));
      expect(answersOf(output)[1].labels[0]).toBe('__label__deu_Latn');
      const tags = await paddock(['identify', '--model', model, '--bcp47', path]);
      expect(answersOf(tags.output)[1].labels).toEqual(['de']);
      expect(answersOf(tags.output)[18].labels).toEqual(['ar']);
    });
  },
);

describe('paddock identify', () => {
  it('answers each line with one, whatever is in it', async () => {
    const odd = [
      `${german} </s> ${german}`,
      `__label__fr ${german}`,
      `${german}\r`,
      `${german}\0${german}`,
      Buffer.concat([Buffer.from(german), Uint8Array.of(0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80), Buffer.from(german)]),
      german.repeat(80_000),
      `\ufeff${german}`,
      german,
    ];
    const input = Buffer.concat(odd.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])).subarray(0, -1);
    const { code, output } = await paddock(['identify', file('odd.txt', input)]);
    expect(code).toBe(0);
    expect(answersOf(output).map(({ labels }) => labels)).toEqual(odd.map(() => ['__label__de']));
  });

  it('answers while standard input is still open', async () => {
    const child = start(['identify', '--bcp47']);
    const outcome = ended(child);
    const answer = new Promise<string>((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString())));
    child.stdin.write(`${german}\n`);
    expect(await answer).toMatch(/^de 0\.9\d+\n$/);
    child.stdin.end('The last line has no newline, and is answered as well.');
    expect((await outcome).output).toMatch(/^de 0\.9\d+\nen 0\.9\d+\n$/);
  });

  it('keeps the order of the lines with any number of threads', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => SENTENCES[at % SENTENCES.length]);
    const path = file('many.txt', lines.join('\n'));
    const [one, three] = await Promise.all(['1', '3'].map((threads) => paddock(['identify', '--threads', threads, path])));
    expect(one.output.split('\n')).toHaveLength(lines.length + 1);
    expect(three.output).toBe(one.output);
  });

  it('answers among some languages only', async () => {
    const path = file('german.txt', `${german}\n`);
    const { output } = await paddock(['identify', '--languages', 'nl,Danish', '--top', '5', '--bcp47', path]);
    expect(answersOf(output)[0].labels.sort()).toEqual(['da', 'nl']);
    const { code, complaints } = await paddock(['identify', '--languages', 'de,klingonese', path]);
    expect(code).toBe(2);
    expect(complaints).toContain('klingonese');
  });

  it('goes on after a file that cannot be read', async () => {
    const absent = join(folder, 'absent.txt');
    const path = file('there.txt', `${german}\n`);
    const { code, output, complaints } = await paddock(['identify', absent, folder, path]);
    expect(code).toBe(2);
    expect(complaints).toContain(`${absent}: no such file`);
    expect(complaints).toContain(`${folder}: is a folder`);
    expect(answersOf(output)).toHaveLength(1);
  });

  it('is quiet when its reader has seen enough, and when it is interrupted', async () => {
    const path = file('long.txt', `${german}\n`.repeat(200_000));
    const complaints = join(folder, 'complaints');
    const script = '"$0" "$1" identify "$2" 2>"$3" | head -n 1';
    expect(execFileSync('bash', ['-c', script, process.execPath, program, path, complaints]).toString()).toMatch(/^__label__de /);
    expect(readFileSync(complaints, 'utf8')).toBe('');

    const child = start(['identify', path]);
    const outcome = ended(child);
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await outcome).toMatchObject({ code: 130, complaints: '' });
  });
});

describe('a model that cannot be used', () => {
  let models: Record<string, { path: string; reason: RegExp }>;
  beforeAll(() => {
    const whole = readFileSync(MODEL_PATH);
    models = {
      missing: { path: join(folder, 'none.bin'), reason: /there is no such file/ },
      'a folder': { path: folder, reason: /it is not a file/ },
      'something else': { path: file('notes.bin', 'no model at all'), reason: /this is not a fastText model/ },
      truncated: { path: file('half.ftz', whole.subarray(0, whole.length / 2)), reason: /truncated or damaged/ },
    };
  });

  it.each(['missing', 'a folder', 'something else', 'truncated'])('is named with the reason: %s', async (kind) => {
    const { path, reason } = models[kind];
    const dataset = file('dataset.jsonl', `${JSON.stringify({ instruction: german, output: german })}\n`);
    for (const command of [['identify', '--model', path], ['check', '--json', '--model', path, dataset]]) {
      const { code, output, complaints } = await paddock(command);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(complaints).toContain(`The language model ${path} cannot be used`);
      expect(complaints).toMatch(reason);
    }
  });

  it.skipIf(nativeUnavailable)(`is one that tells no languages${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`, async () => {
    const model = trainModel(folder, 'moods', { positive: ['What a nice day this is'], negative: ['How sad and dull'] });
    const { code, complaints } = await paddock(['check', '--model', model, file('some.jsonl', '')]);
    expect(code).toBe(2);
    expect(complaints).toMatch(/moods\.bin cannot be used: it tells no languages; its labels are __label__(positive|negative)/);
    const vectors = join(folder, 'vectors');
    const input = file('words.txt', `${SENTENCES.join('\n')}\n`.repeat(20));
    runNative(['skipgram', '-input', input, '-output', vectors, '-dim', '4', '-bucket', '100', '-epoch', '1', '-thread', '1']);
    expect((await paddock(['identify', '--model', `${vectors}.bin`])).complaints).toContain('holds word vectors only');
  });
});

describe.skipIf(nativeUnavailable)(`paddock check by another model${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`, () => {
  const record = (instruction: string, output: string) => `${JSON.stringify({ instruction, output })}\n`;

  it('finds the languages that the model tells, and only those that may be', async () => {
    // It knows German by the name of Danish, so that none but this model can have judged.
    const model = trainModel(folder, 'swapped', { dan_Latn: [german, SENTENCES[1]], eng_Latn: [SENTENCES[0]] });
    const dataset = file('one.jsonl', record(SENTENCES[0], german));
    const found = async (...flags: string[]) => {
      const { output } = await paddock(['check', '--json', '--all', '--model', model, ...flags, dataset]);
      return (JSON.parse(output) as { found?: string }).found;
    };
    expect(await found()).toBe('da');
    expect(await found('--languages', 'en')).toBe('en');
    const { code, complaints } = await paddock(['check', '--model', model, '--languages', 'fr,sw', dataset]);
    expect(code).toBe(2);
    expect(complaints).toContain('it knows none of the languages to choose from: fr, sw');
  });
});
