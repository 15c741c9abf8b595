import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why the native Hunspell cannot run here; undefined when it can. */
export const nativeUnavailable = (() => {
  const { error, stdout } = spawnSync('hunspell', ['-vv'], { encoding: 'utf8' });
  if (error) return `there is no native Hunspell here: ${error.message}`;
  return stdout.includes('Hunspell') ? undefined : `what is called hunspell here is another program: ${stdout}`;
})();

export interface NativeVerdicts {
  /** Words that Hunspell does not know as they are, and of which `hunspell -l` prints a part or all. */
  readonly wrong: ReadonlySet<string>;
  /** Words that it has taken apart, so that it says nothing of them as a whole. */
  readonly apart: ReadonlySet<string>;
}

/**
 * Asks the native Hunspell which words are misspelled.
 * @param dictionary folder of `index.aff` and `index.dic`, in UTF-8.
 */
export function nativeVerdicts(dictionary: string, words: readonly string[]): NativeVerdicts {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-hunspell-'));
  try {
    // The program takes lines apart at whatever is no letter, unless the dictionary says that it is one.
    const kept = [...new Set(words.join('').replace(/[\p{L}\n]/gu, ''))].join('');
    const affixes = readFileSync(join(dictionary, 'index.aff'), 'utf8').replace(/^WORDCHARS.*$/gm, '');
    writeFileSync(join(folder, 'index.aff'), withMarks(affixes, kept));
    symlinkSync(join(dictionary, 'index.dic'), join(folder, 'index.dic'));
    const wrong = run(join(folder, 'index'), '-l', words);
    const right = run(join(folder, 'index'), '-G', words);
    // Vowel signs are parts of letters, whatever a dictionary says: who embeds Hunspell divides words by Unicode.
    const own = /^WORDCHARS[ \t]+(\S+)/m.exec(readFileSync(join(dictionary, 'index.aff'), 'utf8'))?.[1] ?? '';
    writeFileSync(join(folder, 'own.aff'), withMarks(affixes, own + kept.replace(/\P{M}/gu, '')));
    symlinkSync(join(dictionary, 'index.dic'), join(folder, 'own.dic'));
    const lines = run(join(folder, 'own'), '-L', words);
    return {
      wrong: new Set([...wrong].filter((word) => lines.has(word))),
      apart: new Set(words.filter((word) => !wrong.has(word) && !right.has(word))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withMarks(affixes: string, marks: string): string {
  return marks === '' ? affixes : `${affixes}\nWORDCHARS ${marks}\n`;
}

function run(dictionary: string, option: string, words: readonly string[]): Set<string> {
  const { error, status, stderr, stdout } = spawnSync('hunspell', [option, '-i', 'UTF-8', '-d', dictionary], {
    input: `${words.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (error || status !== 0) throw error ?? new Error(`hunspell ${option} ended with ${status}: ${stderr}`);
  return new Set(stdout.split('\n'));
}
