import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../language/random';

interface Rule {
  readonly isPrefix: boolean;
  readonly strip: string;
  readonly add: string;
  readonly condition: RegExp;
}

/**
 * Words of a dictionary with the affixes that its flags allow them, and each once more with a mistake: a letter left out,
 * doubled, or changed places with the next.
 * @param dictionary folder of `index.aff` and `index.dic`, in UTF-8.
 * @param count how many stems to take, at even distances.
 */
export function affixedWords(dictionary: string, count: number): string[] {
  const affixes = readFileSync(join(dictionary, 'index.aff'), 'utf8').split(/\r?\n/);
  const lines = readFileSync(join(dictionary, 'index.dic'), 'utf8').split(/\r?\n/).slice(1).filter(Boolean);
  const flagKind = affixes.find((line) => line.startsWith('FLAG '))?.split(/\s+/)[1];
  const aliases = affixes.filter((line) => line.startsWith('AF ')).slice(1).map((line) => line.split(/\s+/)[1]);
  const rules = readRules(affixes);
  const next = randomFrom(1);
  const words = new Set<string>();
  const step = Math.max(1, Math.floor(lines.length / count));
  for (let place = 0; place < lines.length; place += step) {
    const [, stem = '', flags = ''] = /^((?:[^\s/\\]|\\\/)+)(?:\/(\S+))?/.exec(lines[place]) ?? [];
    const word = stem.replaceAll('\\/', '/').normalize('NFC').replaceAll('’', "'");
    if (!/^[\p{L}\p{M}\u200c\u200d'-]{2,}$/u.test(word)) continue;
    const ofWord = flagsOf(aliases[Number(flags) - 1] ?? flags, flagKind).flatMap((flag) => rules.get(flag) ?? []);
    const chosen = ofWord.filter(({ condition }) => condition.test(word)).filter((_rule, _place, all) => next() < 3 / all.length);
    for (const { isPrefix, strip, add } of [{ isPrefix: false, strip: '', add: '' }, ...chosen]) {
      const affixed = isPrefix ? add + word.slice(strip.length) : word.slice(0, word.length - strip.length) + add;
      words.add(affixed.normalize('NFC')).add(withMistake(affixed, next).normalize('NFC'));
    }
  }
  return [...words].filter((word) => /^[\p{L}\p{M}\u200c\u200d'-]+$/u.test(word));
}

function readRules(lines: readonly string[]): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const line of lines) {
    const [, kind, flag, strip, add, condition = '.'] = /^(PFX|SFX)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(\S+))?/.exec(line) ?? [];
    if (kind === undefined || /^[YN]$/.test(strip)) continue;
    const isPrefix = kind === 'PFX';
    const pattern = condition.replaceAll('-', '\\-').replace(/[*+?(){}|\\]/g, (mark) => (mark === '\\' ? mark : `\\${mark}`));
    try {
      const rule = {
        isPrefix,
        strip: strip === '0' ? '' : strip,
        add: add.split('/')[0].replace(/^0$/, ''),
        condition: new RegExp(isPrefix ? `^${pattern}` : `${pattern}$`, 'u'),
      };
      rules.set(flag, [...(rules.get(flag) ?? []), rule]);
    } catch {
      // A condition that is written in another way than nearly all are; there are enough others.
    }
  }
  return rules;
}

function flagsOf(flags: string, kind: string | undefined): string[] {
  if (kind === 'num') return flags.split(',');
  return kind === 'long' ? (flags.match(/../gu) ?? []) : (flags.match(/./gu) ?? []);
}

function withMistake(word: string, next: () => number): string {
  const place = Math.floor(next() * (word.length - 1));
  const [before, letter, following, after] = [word.slice(0, place), word[place], word[place + 1] ?? '', word.slice(place + 2)];
  const kind = next();
  if (kind < 1 / 3) return before + following + after;
  return before + (kind < 2 / 3 ? letter + letter + following : following + letter) + after;
}
