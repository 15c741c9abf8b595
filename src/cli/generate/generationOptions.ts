import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { AdapterChoice, BackendName, ModelChoice } from '../../generation/modelChoice';
import { readTemplates, type UserTemplates } from '../../generation/templates/readTemplates';
import { templateNames } from '../../generation/templates/renderPrompt';
import { Failure, reasonOf } from '../failure';

/** What the user says of the model. */
export interface ModelFlags {
  readonly model: string;
  readonly adapter: readonly AdapterChoice[];
  readonly backend?: BackendName;
  readonly host?: string;
  readonly template: string;
  readonly system?: string;
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  readonly repeatPenalty: number;
  readonly context?: number;
  readonly threads?: number;
}

/** @throws Failure when something is missing, does not go together or cannot be read. */
export function modelChoiceOf(flags: ModelFlags): { readonly choice: ModelChoice; readonly templates: UserTemplates } {
  const { model: name, backend = backendFor(name), adapter: adapters, host, system, context, threads } = flags;
  if (backend === 'openai' && host === undefined) throw new Failure('Say where the server is with --host.');
  if (backend === 'ollama' && adapters.length > 0) {
    const advice = 'make such a model with `ollama create`, or take --backend embedded';
    throw new Failure(`On Ollama adapters are part of the model: ${advice}.`);
  }
  const { id: template, templates } = readTemplateOption(flags.template);
  const { temperature, topP, maxTokens, repeatPenalty } = flags;
  const choice: ModelChoice = {
    name,
    backend,
    ...filesOf(backend, name, adapters),
    ...(backend === 'openai' && { server: host }),
    template,
    ...(system !== undefined && { system }),
    parameters: {
      temperature,
      topP,
      maxTokens,
      repeatPenalty,
      ...(context !== undefined && { contextTokens: context }),
      ...(threads !== undefined && { threads }),
    },
  };
  return { choice, templates };
}

/** `PATH` or `PATH:SCALE`; can be repeated. */
export function readAdapter(value: string, before: readonly AdapterChoice[]): AdapterChoice[] {
  const [, adapter, scale] = /^(.+?)(?::(-?\d+(?:\.\d+)?))?$/.exec(value) ?? [];
  if (adapter === undefined) throw new InvalidArgumentError('Not an adapter, nor one with a scale such as a.gguf:0.5.');
  return [...before, { adapter, scale: scale === undefined ? 1 : Number(scale) }];
}

/** A number from `least` to `most`. */
export function readNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === '' || !(number >= least && number <= most)) {
      throw new InvalidArgumentError(`Not a number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** What runs a model where the user does not say: llama.cpp where it is a file. */
function backendFor(model: string): BackendName {
  return model.toLowerCase().endsWith('.gguf') ? 'embedded' : 'ollama';
}

/** A template by its id, or by a JSON file with one. */
function readTemplateOption(value: string): { readonly id: string; readonly templates: UserTemplates } {
  if (!value.endsWith('.json')) {
    const ids = templateNames().map(({ id }) => id);
    if (ids.includes(value)) return { id: value, templates: {} };
    const there = `There are: ${ids.join(', ')}; or give the path of one, a .json file`;
    throw new Failure(`There is no template “${value}”. ${there}.`);
  }
  const id = basename(value);
  const { templates, problems } = readTemplates({ [id]: jsonOf(value) });
  if (problems.length > 0) throw new Failure(problems[0]);
  return { id, templates };
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Failure(`The template ${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** Paths of files as the model is known by them, wherever the command is run from again. */
function filesOf(
  backend: BackendName,
  model: string,
  adapters: readonly AdapterChoice[],
): Pick<ModelChoice, 'model' | 'adapters'> {
  if (backend !== 'embedded') return { model, adapters };
  const files = adapters.map(({ adapter, scale }) => ({ adapter: resolve(adapter), scale }));
  return { model: resolve(model), adapters: files };
}
