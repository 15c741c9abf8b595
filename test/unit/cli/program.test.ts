import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, objectsOf, paddock, program, root, sample, start } from './program';

// Each test starts programs, which a busy machine makes wait.
const folder = mkdtempSync(join(tmpdir(), 'paddock-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const german = {
  instruction: 'Warum ist der Himmel am Tag blau und am Abend rot?',
  output:
    'Die Luft streut das blaue Licht der Sonne viel stärker als das rote. Am Abend ist der Weg des Lichts durch die ' +
    'Luft länger, und so bleibt vor allem das rote Licht übrig.',
};
const english = {
  instruction: german.instruction,
  output: 'The air scatters blue light much more than red light, and in the evening the way through the air is longer.',
};

function dataset(name: string, ...records: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}

/** A folder for temporary files that should be empty in the end. */
function temporaryFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

describe('paddock check', () => {
  const good = dataset('good.jsonl', german, german);
  const bad = dataset('bad.jsonl', german, english);

  it('exits with 0 when nothing is flagged, 1 when something is', async () => {
    expect(await paddock(['check', good])).toMatchObject({ code: 0, complaints: '' });
    expect(await paddock(['check', bad])).toMatchObject({ code: 1, complaints: '' });
  });

  it('writes only what is flagged, or every response with --all', async () => {
    const flagged = objectsOf((await paddock(['check', '--json', bad])).output);
    expect(flagged).toMatchObject([{ line: 2, verdict: 'mismatch', expected: 'de', reason: 'instruction', found: 'en' }]);
    expect(flagged[0]).not.toHaveProperty('file');
    const all = objectsOf((await paddock(['check', '--json', '--all', bad])).output);
    expect(all.map(({ verdict }) => verdict)).toEqual(['match', 'mismatch']);
  });

  it('expects the language that the user fixes', async () => {
    const { code, output } = await paddock(['check', '--json', '--expected', 'English', bad]);
    expect(code).toBe(1);
    expect(objectsOf(output)).toMatchObject([{ line: 1, expected: 'en', reason: 'user', found: 'de' }]);
  });

  it('does not let the file name count when only the instruction is to', async () => {
    const named = dataset('answers.fr.jsonl', german);
    expect(await paddock(['check', named])).toMatchObject({ code: 1 });
    expect(await paddock(['check', '--expected', 'instruction', named])).toMatchObject({ code: 0 });
  });

  it('reads fields by a mapping of the user', async () => {
    const odd = dataset('odd.jsonl', { ask: { text: english.instruction }, replies: [{ body: english.output }] });
    const mapping = join(folder, 'mapping.json');
    const turns = [
      { role: 'instruction', path: 'ask.text' },
      { role: 'response', path: 'replies[].body' },
    ];
    writeFileSync(mapping, JSON.stringify({ turns }));
    const { code, output } = await paddock(['check', '--json', '--schema', mapping, odd]);
    expect(code).toBe(1);
    expect(objectsOf(output)).toMatchObject([{ line: 1, verdict: 'mismatch', found: 'en' }]);
  });

  it('names a file that cannot be read with the reason, and checks the others', async () => {
    const gzip = join(folder, 'packed.jsonl');
    writeFileSync(gzip, gzipSync(JSON.stringify(german)));
    const absent = join(folder, 'absent.jsonl');
    const { code, output, complaints } = await paddock(['check', '--json', absent, folder, gzip, bad]);
    expect(code).toBe(2);
    expect(complaints).toContain(`${absent}: no such file`);
    expect(complaints).toContain(`${folder}: is a folder`);
    expect(complaints).toMatch(/packed\.jsonl: .*gzip/);
    expect(objectsOf(output)).toMatchObject([{ file: bad, line: 2 }]);
  });

  it('says when no schema fits, and still names broken records', async () => {
    const path = join(folder, 'shapeless.jsonl');
    writeFileSync(path, '{"a": 1}\n{"a": 2}\n{"a": \n');
    const { code, output, complaints } = await paddock(['check', '--json', path]);
    expect(code).toBe(2);
    expect(complaints).toContain('no schema fits');
    expect(objectsOf(output)).toMatchObject([{ line: 3, check: 'record', code: 'not-json' }]);
  });

  it('has nothing to say about an empty file', async () => {
    expect(await paddock(['check', '--json', dataset('empty.jsonl')])).toEqual({ code: 0, output: '', complaints: '' });
  });

  it('gives findings in the order of the file with any number of threads', async () => {
    const many = dataset('many.jsonl', ...Array.from({ length: 5_000 }, (_, at) => ({ ...german, id: at })));
    const lines = async (threads: string) => {
      const { output } = await paddock(['check', '--json', '--all', '--threads', threads, many]);
      return objectsOf(output).map(({ line }) => line);
    };
    const inOrder = Array.from({ length: 5_000 }, (_, at) => at + 1);
    expect(await lines('1')).toEqual(inOrder);
    expect(await lines('3')).toEqual(inOrder);
  });

  it('ends without a word when it is interrupted', async () => {
    const endless = dataset('endless.jsonl', ...Array.from({ length: 50_000 }, () => german));
    const child = start(['check', '--json', '--all', endless]);
    const outcome = ended(child);
    child.stdout.once('data', () => child.kill('SIGINT'));
    const { code, complaints } = await outcome;
    expect({ code, complaints }).toEqual({ code: 130, complaints: '' });
  });

  it('lists in the table as many findings as asked for', async () => {
    const path = join(sample, 'alpaca-multilingual.jsonl');
    const listed = async (...flags: string[]) =>
      (await paddock(['check', path, ...flags])).output.split('\n').filter((line) => line.startsWith('  line ')).length;
    expect(await listed()).toBe(10);
    expect(await listed('--show', '3')).toBe(3);
    expect(await listed('--show', '0')).toBe(0);
  });

  it('writes a SARIF log with a result for each finding, its lines in the file', async () => {
    const path = join(sample, 'preference-pairs.json');
    const { output, code } = await paddock(['check', '--sarif', path]);
    const findings = objectsOf((await paddock(['check', '--json', path])).output);
    expect(code).toBe(1);
    const { results = [] } = (JSON.parse(output) as Log).runs[0];
    const places = results.map(({ ruleId, locations }) => ({ ruleId, place: locations?.[0].physicalLocation }));
    expect(places.map(({ place }) => place?.region?.startLine)).toEqual(findings.map(({ line }) => line));
    expect(places.map(({ ruleId }) => ruleId)).toContain('language/mismatch');
    const uri = relative(root, path).split(/[\\/]/).join('/');
    expect(new Set(places.map(({ place }) => place?.artifactLocation?.uri))).toEqual(new Set([uri]));
  });
});

describe('standard input', () => {
  it('is checked like a file, and leaves nothing behind', async () => {
    const path = join(sample, 'messages.jsonl');
    const TMPDIR = temporaryFolder('stdin');
    const fromFile = await paddock(['check', '--json', '--all', path]);
    const input = readFileSync(path, 'utf8');
    expect(await paddock(['check', '--json', '--all', '-'], { input, environment: { TMPDIR } })).toEqual(fromFile);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind when %s comes while it is read', async (signal, code) => {
    const TMPDIR = temporaryFolder(signal);
    const child = start(['check', '-'], { TMPDIR });
    const outcome = ended(child);
    child.stdin.write('{"instruction": "a", "output": "b"}\n');
    while (readdirSync(TMPDIR).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect(await outcome).toEqual({ code, output: '', complaints: '' });
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/fd'))('may also be a pipe with a name', () => {
    const good = dataset('piped.jsonl', german);
    const output = execFileSync('bash', ['-c', `"$0" "$1" schema --json <(cat "$2")`, process.execPath, program, good]);
    expect(JSON.parse(output.toString())).toMatchObject({ records: 1 });
  });
});

it('is quiet when its reader has seen enough', () => {
  const path = dataset('long.jsonl', ...Array.from({ length: 3_000 }, () => german));
  const complaints = join(folder, 'complaints');
  const script = '"$0" "$1" check --all --json "$2" 2>"$3" | head -n 1';
  const output = execFileSync('bash', ['-c', script, process.execPath, program, path, complaints]);
  expect(objectsOf(output.toString())).toMatchObject([{ line: 1, verdict: 'match' }]);
  expect(readFileSync(complaints, 'utf8')).toBe('');
});

it.skipIf(!existsSync('/dev/full'))('says so where its output cannot be written, which is an error and nothing flagged', () => {
  for (const command of ['check --json', 'stats']) {
    const script = `"$0" "$1" ${command} "$2" 2>&1 >/dev/full`;
    const path = join(sample, 'alpaca-multilingual.jsonl');
    const { status, stdout } = spawnSync('sh', ['-c', script, process.execPath, program, path], { encoding: 'utf8' });
    expect([command, status, stdout]).toEqual([command, 2, 'paddock: the output cannot be written: no space left on the disk\n']);
  }
});

describe('paddock schema', () => {
  it('prints what is detected about the sample', async () => {
    const names = ['alpaca-multilingual', 'sharegpt-multi-turn', 'messages', 'dolly', 'inputs-targets'];
    const { code, output } = await paddock(['schema', '--json', ...names.map((name) => join(sample, `${name}.jsonl`))]);
    expect(code).toBe(0);
    const detected = objectsOf(output) as { schemas: { id: string; share: number }[]; container: string }[];
    expect(detected.map(({ schemas }) => schemas[0].share)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(detected.map(({ container }) => container))).toEqual(new Set(['lines']));
  });

  it('counts the languages that records state', async () => {
    const { output } = await paddock(['schema', '--json', join(sample, 'inputs-targets.jsonl')]);
    const [{ languages }] = objectsOf(output) as { languages: { records: { language: string; records: number }[] } }[];
    expect(languages.records).toContainEqual({ language: 'sw', records: 1 });
    expect(languages.records).toHaveLength(13);
  });

  it('knows an array from lines, and what the name of a file states', async () => {
    const array = join(folder, 'array.de.json');
    writeFileSync(array, JSON.stringify([german, german]));
    const [detected] = objectsOf((await paddock(['schema', '--json', array])).output);
    expect(detected).toMatchObject({ container: 'array', records: 2, languages: { fileName: 'de' } });
  });

  it('says it in words too', async () => {
    const { output } = await paddock(['schema', join(sample, 'dolly.jsonl')]);
    expect(output).toMatch(/Container +one record a line/);
    expect(output).toMatch(/Schema +Dolly/);
    expect(output).toMatch(/Fields +instruction, context, response, category/);
  });
});

describe('the command line itself', () => {
  let version: string;
  beforeAll(() => {
    ({ version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string });
  });

  it('prints its version', async () => {
    expect(await paddock(['--version'])).toEqual({ code: 0, output: `${version}\n`, complaints: '' });
  });

  it.each([[['--help']], [['check', '--help']], [['schema', '--help']], [['help', 'check']]])(
    'explains itself with examples: %s',
    async (args) => {
      const { code, output } = await paddock(args);
      expect(code).toBe(0);
      expect(output).toContain('Usage: paddock');
      expect(output).toContain('Examples:');
    },
  );

  it.each([
    [['check'], 'missing required argument'],
    [['chekc', 'a.jsonl'], 'unknown command'],
    [['check', '--jsonl', 'a.jsonl'], 'unknown option'],
    [['check', '--json', '--sarif', 'a.jsonl'], 'cannot be used with'],
    [['check', '--expected', 'klingonish', 'a.jsonl'], 'nor a language'],
    [['check', '--threads', '0', 'a.jsonl'], 'Not from 1 to'],
    [['check', '--show', 'many', 'a.jsonl'], 'Not a whole number'],
    [['check', '--schema', 'alpacca', 'a.jsonl'], 'There is no schema "alpacca"'],
    [['check', '--schema', join(folder, 'no-mapping.json'), 'a.jsonl'], 'no such file'],
  ])('says what is wrong and exits with 2: %s', async (args, complaint) => {
    const { code, output, complaints } = await paddock(args);
    expect(complaints).toContain(complaint);
    expect(output).toBe('');
    expect(code).toBe(2);
  });
});
