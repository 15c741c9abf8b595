import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { AdapterChoice, BackendName } from '../../generation/modelChoice';
import { readTemplates, type UserTemplates } from '../../generation/templates/readTemplates';
import { templateNames } from '../../generation/templates/renderPrompt';
import { Failure, reasonOf } from '../failure';

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
export function backendFor(model: string): BackendName {
  return model.toLowerCase().endsWith('.gguf') ? 'embedded' : 'ollama';
}

/** A template as `--template` names it: by its id, or by a JSON file with one. */
export interface WantedTemplate {
  readonly id: string;
  readonly templates: UserTemplates;
}

/** @throws Failure when there is no such template, or the file has none. */
export function readTemplateOption(value: string): WantedTemplate {
  if (!value.endsWith('.json')) {
    const ids = templateNames().map(({ id }) => id);
    if (ids.includes(value)) return { id: value, templates: {} };
    throw new Failure(`There is no template “${value}”. There are: ${ids.join(', ')}; or give the path of one, a .json file.`);
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
export function filesOf(backend: BackendName, model: string, adapters: readonly AdapterChoice[]) {
  if (backend !== 'embedded') return { model, adapters };
  return { model: resolve(model), adapters: adapters.map(({ adapter, scale }) => ({ adapter: resolve(adapter), scale })) };
}
