import * as v from 'valibot';
import { type AdapterChoice, BACKENDS, DEFAULT_PARAMETERS, type GenerationParameters, type ModelChoice } from '../../generation/modelChoice';

/** What users write of models and servers in their settings, read with care: any of it may be wrong. */

/** An OpenAI-compatible server. */
export interface OpenAiServer {
  readonly name: string;
  /** Address of its API, without a slash at its end. */
  readonly url: string;
  /** Name of the environment variable that holds its key. */
  readonly keyVariable?: string;
}

export interface ReadSetting<Entry> {
  readonly entries: readonly Entry[];
  /** What is wrong with entries that were left out; one sentence each. */
  readonly problems: readonly string[];
}

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.trim(), v.nonEmpty('it must not be empty'));

const parameters = v.strictObject({
  temperature: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(5))),
  topP: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  maxTokens: v.optional(positive),
  repeatPenalty: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(5))),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1))),
  contextTokens: v.optional(positive),
  threads: v.optional(positive),
});

const choice = v.strictObject({
  name,
  backend: v.picklist(BACKENDS),
  model: name,
  server: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\//, 'it must begin with http:// or https://'))),
  adapters: v.optional(v.array(v.strictObject({ adapter: name, scale: v.optional(v.number()) }))),
  template: v.optional(name),
  system: v.optional(v.string()),
  parameters: v.optional(parameters),
});

const server = v.strictObject({
  name: v.optional(name),
  url: v.pipe(v.string(), v.trim(), v.regex(/^https?:\/\//, 'it must begin with http:// or https://')),
  keyVariable: v.optional(name),
});

/** @param pathOf makes a path of one that the user has written. */
export function readModelChoices(setting: unknown, pathOf: (named: string) => string): ReadSetting<ModelChoice> {
  const names = new Set<string>();
  return readEntries(setting, choice, (entry, problem) => {
    if (names.has(entry.name)) return problem(`another model is called “${entry.name}”, too`);
    if (entry.server !== undefined && entry.backend !== 'openai') return problem('only OpenAI-compatible models have a server');
    if (entry.backend === 'ollama' && entry.adapters?.length) {
      return problem('on Ollama adapters are part of the model: “Paddock: Add LoRA Adapter…” makes such a model');
    }
    names.add(entry.name);
    const isFile = entry.backend === 'embedded';
    return {
      name: entry.name,
      backend: entry.backend,
      model: isFile ? pathOf(entry.model) : entry.model,
      ...(entry.server !== undefined && { server: withoutSlash(entry.server) }),
      adapters: (entry.adapters ?? []).map(
        ({ adapter, scale = 1 }): AdapterChoice => ({ adapter: isFile ? pathOf(adapter) : adapter, scale }),
      ),
      template: entry.template ?? 'model',
      ...(entry.system !== undefined && { system: entry.system }),
      parameters: { ...DEFAULT_PARAMETERS, ...present(entry.parameters ?? {}) },
    };
  });
}

export function readOpenAiServers(setting: unknown): ReadSetting<OpenAiServer> {
  const urls = new Set<string>();
  return readEntries(setting, server, (entry, problem) => {
    const url = withoutSlash(entry.url);
    if (urls.has(url)) return problem(`${url} is there twice`);
    urls.add(url);
    return {
      name: entry.name ?? url.replace(/^https?:\/\//, ''),
      url,
      ...(entry.keyVariable !== undefined && { keyVariable: entry.keyVariable }),
    };
  });
}

function readEntries<Schema extends v.GenericSchema, Entry>(
  setting: unknown,
  schema: Schema,
  entryOf: (parsed: v.InferOutput<Schema>, problem: (reason: string) => undefined) => Entry | undefined,
): ReadSetting<Entry> {
  if (!Array.isArray(setting)) return { entries: [], problems: ['It must be a list.'] };
  const entries: Entry[] = [];
  const problems: string[] = [];
  setting.forEach((written: unknown, at) => {
    const problem = (reason: string) => void problems.push(`${nameOf(written, at)} is left out: ${reason}.`);
    const parsed = v.safeParse(schema, written);
    if (!parsed.success) return problem(issueOf(parsed.issues[0]));
    const entry = entryOf(parsed.output, problem);
    if (entry !== undefined) entries.push(entry);
  });
  return { entries, problems };
}

/** "“My model”", or the entry's number where it has no name. */
function nameOf(written: unknown, at: number): string {
  const { name } = (written ?? {}) as { name?: unknown };
  return typeof name === 'string' && name.trim() !== '' ? `“${name}”` : `Entry ${at + 1}`;
}

function issueOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  if (path === null) return 'it must be an object';
  if (issue.kind === 'schema' && issue.received === 'undefined') return `${path} is missing`;
  if (issue.type === 'strict_object' && issue.expected === 'never') return `nothing is called ${path}`;
  return issue.message.startsWith('Invalid') ? `${path} is not ${issue.expected ?? 'valid'}` : `${path}: ${issue.message}`;
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}

/** Without keys that are there and `undefined`, which would hide the defaults. */
function present(parameters: { [Name in keyof GenerationParameters]?: GenerationParameters[Name] | undefined }): Partial<GenerationParameters> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}
