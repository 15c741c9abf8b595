import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../src/checks/language/defaultLanguageOptions';

interface Manifest {
  icon: string;
  contributes: {
    commands: { command: string }[];
    keybindings: { command: string }[];
    menus: Record<string, { command: string }[]>;
    configuration: { properties: Record<string, { default: unknown }> };
  };
}
const { icon, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

describe('the manifest', () => {
  test('sets the defaults that the check was measured with', () => {
    const set = (name: string) => contributes.configuration.properties[`paddock.language.${name}`].default;
    expect(set('expected')).toEqual(DEFAULT_LANGUAGE_OPTIONS.expected);
    expect(set('equivalent')).toEqual(DEFAULT_LANGUAGE_OPTIONS.equivalent);
    expect(set('confidence')).toEqual(DEFAULT_LANGUAGE_OPTIONS.thresholds.confidence);
    expect(set('expectedConfidence')).toEqual(DEFAULT_LANGUAGE_OPTIONS.thresholds.expected);
    expect(set('letters')).toEqual(DEFAULT_LANGUAGE_OPTIONS.thresholds.letters);
  });

  test('offers the commands that are registered, and no others', () => {
    const files = readdirSync('src/commands').filter((name) => name.endsWith('ommands.ts'));
    const source = files.map((name) => readFileSync(`src/commands/${name}`, 'utf8')).join('');
    const registered = [...source.matchAll(/\b(?:register|forActive|forModel)\('(\w+)'/g)].map(([, name]) => `paddock.${name}`);
    const offered = contributes.commands.map(({ command }) => command);
    expect(offered.sort()).toEqual(registered.sort());
    const used = [...contributes.keybindings, ...Object.values(contributes.menus).flat()];
    for (const { command } of used) expect(offered).toContain(command);
  });

  test('has its icon', () => expect(existsSync(icon)).toBe(true));
});
