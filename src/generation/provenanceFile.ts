import { open, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import * as v from 'valibot';
import { appendLines } from './appendLines';
import { BACKENDS } from './modelChoice';
import type { Provenance } from './provenance';

const DATASET_EXTENSIONS = new Set(['.jsonl', '.ndjson', '.json']);

/** The file next to a dataset that says where its responses come from: `data.provenance.jsonl` for `data.jsonl`. */
export function provenancePath(dataset: string): string {
  const extension = extname(dataset);
  const name = DATASET_EXTENSIONS.has(extension.toLowerCase()) ? basename(dataset, extension) : basename(dataset);
  return join(dirname(dataset), `${name}.provenance.jsonl`);
}

/**
 * Adds lines to the file, which is made where there is none, and waits until they have reached the disk. What others
 * have written there stays as it is.
 * @throws the file system's error; none of the lines are in the file then, unless the system does not let them be taken
 * back.
 */
export async function appendProvenance(path: string, entries: readonly Provenance[]): Promise<void> {
  if (entries.length === 0) return;
  const file = await open(path, 'a+');
  try {
    await appendLines(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), true);
  } finally {
    await file.close();
  }
}

export interface ReadProvenance {
  readonly entries: readonly Provenance[];
  /** Lines that were passed over, and why; one sentence for people each. */
  readonly problems: readonly string[];
}

/** Reads such a file; there are no entries where there is none. @throws the file system's other errors. */
export async function readProvenance(path: string): Promise<ReadProvenance> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const entries: Provenance[] = [];
  const problems: string[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const read = v.safeParse(PROVENANCE, parsed(line));
    if (read.success) entries.push(read.output);
    else problems.push(`${basename(path)}, line ${index + 1} is passed over: ${problemOf(read.issues[0])}.`);
  });
  return { entries, problems };
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const PROVENANCE: v.GenericSchema<unknown, Provenance> = v.object({
  record: v.exactOptional(v.string()),
  response: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  turn: count,
  backend: v.picklist(BACKENDS),
  model: v.string(),
  server: v.exactOptional(v.string()),
  adapters: v.array(v.object({ adapter: v.string(), scale: v.number() })),
  template: v.string(),
  system: v.exactOptional(v.string()),
  parameters: v.object({
    temperature: v.number(),
    topP: v.number(),
    maxTokens: count,
    repeatPenalty: v.number(),
    seed: v.exactOptional(v.number()),
    contextTokens: v.exactOptional(count),
    threads: v.exactOptional(count),
  }),
  seed: v.number(),
  time: v.pipe(v.string(), v.isoTimestamp()),
  edited: v.boolean(),
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? 'it is no JSON object' : `its ${path} is missing or wrong`;
}
