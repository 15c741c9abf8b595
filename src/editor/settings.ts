import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import { DEFAULT_LANGUAGE_OPTIONS } from '../checks/language/defaultLanguageOptions';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { DictionaryFolders } from '../checks/spelling/dictionaries/dictionary';
import { DEFAULT_ALSO_ALLOWED, type SpellingOptions } from '../checks/spelling/spellingOptions';
import type { CustomMapping, SchemaChoice } from '../schema/schema';
import { fileNameLanguage } from '../schema/fileNameLanguage';
import { parseLanguage } from '../schema/languageTag';
import { resolvePath } from './settingPath';

/** The user's settings that begin with `paddock.`, read at the moment they are needed. */

function setting<T>(name: string, resource: vscode.Uri | undefined, fallback: T): T {
  return vscode.workspace.getConfiguration('paddock', resource).get<T>(name, fallback);
}

/** The language that a setting names, or one of the words that stand for a rule; `auto` where it is neither. */
function expectedLanguage(named: string): string {
  if (named === 'auto' || named === 'instruction') return named;
  return parseLanguage(named) ?? 'auto';
}

/** `undefined` for the built-in model. */
function languageModelPath(file: vscode.Uri): string | undefined {
  const named = setting('language.model', file, '');
  return named.trim() === '' ? undefined : resolvePath(named, folderOf(file));
}

/** The open folder that a file lies in; the first one for any other file. */
function folderOf(file: vscode.Uri): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(file) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.fsPath;
}

/** The languages that the model may answer, as it is told; what is none of them stays, for the message that says so. */
function languagesToTell(file: vscode.Uri): readonly string[] | undefined {
  const named = setting<readonly string[]>('language.languages', file, []);
  return named.length === 0 ? undefined : named.map((language) => parseLanguage(language) ?? language);
}

/** @param expected what the user has chosen for this file; it goes before the setting. */
export function languageOptions(file: vscode.Uri, expected: string | undefined): LanguageOptions {
  const named = fileNameLanguage(vscode.workspace.asRelativePath(file));
  return {
    ...DEFAULT_LANGUAGE_OPTIONS,
    expected: expectedLanguage(expected ?? setting('language.expected', file, DEFAULT_LANGUAGE_OPTIONS.expected)),
    fileLanguage: named.language,
    fileResponseLanguage: named.responseLanguage,
    equivalent: setting('language.equivalent', file, DEFAULT_LANGUAGE_OPTIONS.equivalent),
    thresholds: {
      confidence: setting('language.confidence', file, DEFAULT_LANGUAGE_OPTIONS.thresholds.confidence),
      expected: setting('language.expectedConfidence', file, DEFAULT_LANGUAGE_OPTIONS.thresholds.expected),
      letters: setting('language.letters', file, DEFAULT_LANGUAGE_OPTIONS.thresholds.letters),
    },
    model: languageModelPath(file),
    languages: languagesToTell(file),
  };
}

/** All but the personal words, which are in lists of their own. */
export function spellingOptions(file: vscode.Uri): Omit<SpellingOptions, 'personal'> {
  const variants = setting<Record<string, string>>('spelling.variants', file, {});
  const allowed = setting('spelling.alsoAllowed', file, DEFAULT_ALSO_ALLOWED);
  return {
    variants: Object.fromEntries(
      Object.entries(variants).map(([language, variant]) => [parseLanguage(language) ?? language, variant]),
    ),
    alsoAllowed: allowed.map((language) => parseLanguage(language) ?? language),
  };
}

/** Where dictionaries are looked for besides the system's and ours: in the user's folders, then in the workspace's. */
export function dictionaryFolders(file: vscode.Uri): DictionaryFolders {
  const name = 'spelling.dictionaries';
  const set = vscode.workspace.getConfiguration('paddock', file).inspect<readonly string[]>(name);
  const workspace = [...(set?.workspaceFolderValue ?? []), ...(set?.workspaceValue ?? [])];
  const resolved = (folders: readonly string[]) =>
    folders.filter((folder) => folder.trim() !== '').map((folder) => resolvePath(folder, folderOf(file)));
  return {
    user: resolved(set?.globalValue ?? []),
    workspace: vscode.workspace.isTrusted ? resolved(workspace) : [],
  };
}

/** Schemas that the user has written, by name. */
export function customSchemas(file: vscode.Uri): ReadonlyMap<string, SchemaChoice> {
  const mappings = setting<Record<string, CustomMapping>>('schemas', file, {});
  return new Map(
    Object.entries(mappings).map(([name, mapping]) => [name, { id: 'custom', mapping: { name, ...mapping } }]),
  );
}

/** VS Code lists no more problems of a file. */
export const MOST_PROBLEMS = 1_000;

/** The most findings that are listed in the Problems panel for one file. */
export function problemLimit(file: vscode.Uri): number {
  return Math.min(MOST_PROBLEMS, setting('problems.limit', file, MOST_PROBLEMS));
}

/** How many threads check at once: all but one of the processor's, unless the user says. */
export function checkThreads(): number {
  return setting('checks.threads', undefined, 0) || Math.max(1, availableParallelism() - 1);
}
