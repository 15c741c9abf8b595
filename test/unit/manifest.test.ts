import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { templateNames } from '../../src/generation/templates/renderPrompt';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../src/checks/language/defaultLanguageOptions';

interface Manifest {
  icon: string;
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string }[];
    keybindings: { command: string }[];
    menus: Record<string, { command: string }[]>;
    walkthroughs: { steps: { description: string; media: { image: Record<string, string> } }[] }[];
    configuration: { properties: Record<string, { default: unknown }> };
  };
}
const { icon, capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

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

  test('lets no workspace that is not trusted say what generates, or where', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const names = Object.keys(contributes.configuration.properties).filter((name) => name.startsWith('paddock.generation.'));
    const harmless = names.filter((name) => !restrictedConfigurations.includes(name));
    expect(harmless).toEqual(['paddock.generation.provenance', 'paddock.generation.provenanceField']);
  });

  test('offers the templates that are built in', () => {
    const { items } = contributes.configuration.properties['paddock.generation.models'] as unknown as {
      items: { properties: { template: { anyOf: [{ enum: string[] }] } } };
    };
    const ids = templateNames().map(({ id }) => id);
    expect(items.properties.template.anyOf[0].enum.sort()).toEqual(ids.sort());
  });

  test('walks through what there is', () => {
    const steps = contributes.walkthroughs.flatMap(({ steps: those }) => those);
    const offered = contributes.commands.map(({ command }) => command);
    const links = steps.flatMap(({ description }) => [...description.matchAll(/\(command:([^)]*)\)/g)]);
    expect(links.length).toBeGreaterThan(0);
    for (const [, command] of links) expect(offered).toContain(command);
    for (const { media } of steps) for (const image of Object.values(media.image)) expect(existsSync(image), image).toBe(true);
  });

  test('has its icon', () => expect(existsSync(icon)).toBe(true));
});
