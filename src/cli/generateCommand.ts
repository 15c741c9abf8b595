import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { contentHash, murmurHash3 } from '../dataset/contentHash';
import { readRecord } from '../dataset/readRecords';
import { parseRecord } from '../dataset/record';
import { openSource } from '../dataset/source';
import { type Backend, isModelFailure, type ModelDetails } from '../generation/backend';
import { generateResponse, promptFor, requireRoom } from '../generation/generateResponse';
import type { ModelChoice } from '../generation/modelChoice';
import { promptTurns } from '../generation/promptTurns';
import { type Provenance, provenanceField, provenanceOf } from '../generation/provenance';
import { appendProvenance, provenancePath, readProvenance } from '../generation/provenanceFile';
import type { UserTemplates } from '../generation/templates/readTemplates';
import { changeRecord } from '../schema/changeRecord';
import { schemaOf } from '../schema/schemas';
import { Failure, reasonOf } from './failure';
import { writeGenerated } from './generate/generatedDataset';
import { Journal, type JournalEntry, JournalFailure } from './generate/journal';
import { type Records, type Target, targetsOf, type WantedTargets } from './generate/targets';
import { type OpenOptions, withDataset } from './openedDataset';
import { type PreparedCheck, prepareCheck, requireSchema, type WantedCheck } from './preparedCheck';

export const PROVENANCE_PLACES = ['sidecar', 'field', 'off'] as const;
export type ProvenancePlace = (typeof PROVENANCE_PLACES)[number];

const PROVENANCE_FIELD = 'provenance';

export interface GenerateOptions extends OpenOptions, WantedTargets, Pick<WantedCheck, 'expected' | 'schema'> {
  readonly backend: Backend;
  readonly choice: ModelChoice;
  readonly templates: UserTemplates;
  /** From it and its place, each response has a seed of its own. */
  readonly seed: number;
  /** The file to write; absent: one beside the dataset. */
  readonly out?: string;
  /** Whether only records with new responses are written. */
  readonly only: boolean;
  readonly provenance: ProvenancePlace;
  /** How many responses are generated at once. */
  readonly parallel: number;
}

/**
 * Generates responses for records of a dataset and writes them to another file. What has been generated is kept as it
 * comes, so that a run that was stopped, however that was, goes on where it was. A record that fails is complained about,
 * stays as it was, and does not stop the others.
 * @returns whether anything failed.
 * @throws Failure, GenerationError, SaveError or the file system's error when nothing can be generated or written;
 * AbortError when the signal is aborted.
 */
export async function generate(name: string, options: GenerateOptions): Promise<boolean> {
  const { console } = options;
  const out = outputOf(name, options);
  return withDataset(name, options, async (dataset) => {
    const { problem } = dataset.session.index;
    if (problem) console.complain(`${name}: ${problem}`);
    const { expected, schema } = options;
    const prepared = await prepareCheck(dataset, { expected, schema });
    requireSchema(prepared, dataset);
    if (!prepared.schema) throw new Failure('there are no records');
    const source = openSource({ kind: 'file', path: dataset.input.path });
    try {
      const records = { source, index: dataset.session.index, schema: schemaOf(prepared.schema.choice) };
      const run = new Run(name, out, records, options);
      const failed = await run.run(await targetsOf(dataset, prepared, records, options), prepared);
      return failed || problem !== undefined;
    } finally {
      source.close();
    }
  });
}

/** @throws Failure when it is the dataset itself, or there is something else. */
function outputOf(name: string, { out }: GenerateOptions): string {
  if (out === undefined && name === '-') throw new Failure('name the file to write with --out');
  const extension = extname(name);
  const path = resolve(out ?? join(dirname(name), `${basename(name, extension)}.generated${extension}`));
  if (name !== '-' && existsSync(path) && existsSync(name) && realpathSync(path) === realpathSync(name)) {
    throw new Failure(`${path} is the dataset itself: name another --out`);
  }
  if (existsSync(path) && !existsSync(journalPath(path))) {
    throw new Failure(`${path} is there already: name another --out, or delete it`);
  }
  return path;
}

function journalPath(out: string): string {
  return `${out}.partial`;
}

/** Generation of some responses of one dataset. */
class Run {
  /** Responses that the same command would try again. */
  private failures = 0;
  /** Responses that were cut off. */
  private cut = 0;

  constructor(
    private readonly name: string,
    private readonly out: string,
    private readonly records: Records,
    private readonly options: GenerateOptions,
  ) {}

  /** @returns whether anything failed. */
  async run(targets: readonly Target[], { schema }: PreparedCheck): Promise<boolean> {
    const { choice, templates, seed, records, checks, only, provenance, console, signal } = this.options;
    const dataset = { schema: schema?.choice, count: this.records.index.count };
    const flaggedBy = records === 'flagged' && { checks };
    const conditions = { ...choice, templates, seed, records, ...flaggedBy, only, provenance, dataset };
    const journal = Journal.open(journalPath(this.out), conditions);
    for (const problem of journal.problems) console.complain(problem);
    try {
      const done = this.entriesDone(journal, targets);
      const left = targets.filter((target) => !done.has(keyOf(target)));
      console.progress.start('Generating', this.name);
      await this.generateAll(left, journal, done, targets.length);
      await this.write([...done.values()]);
      if (this.failures + this.cut === 0) journal.delete();
    } catch (error) {
      const kept = `what has been generated is in ${journal.path}`;
      if (journal.isEmpty && !existsSync(this.out)) journal.delete();
      else if (signal.aborted) console.complain(`stopped: ${kept}; the same command goes on from there`);
      throw error;
    } finally {
      journal.close();
    }
    const { failures, cut } = this;
    const again = failures > 0 ? '; the same command tries them again' : '';
    if (failures + cut === 0) return false;
    console.complain(`${this.name}: ${failures + cut} of ${targets.length} responses failed${again}`);
    return true;
  }

  /** Those of the journal that are wanted; a response that was cut off is complained about again. */
  private entriesDone(journal: Journal, targets: readonly Target[]): Map<string, JournalEntry> {
    const wanted = new Set(targets.map(keyOf));
    const done = new Map<string, JournalEntry>();
    for (const entry of journal.entries) {
      if (!wanted.has(keyOf(entry))) continue;
      if (entry.record !== contentHash(this.bytesOf(entry.position))) {
        const when = `since ${journal.path} was begun`;
        throw new Failure(`the dataset has been changed ${when}: delete that file to begin anew`);
      }
      if (entry.isCut) this.failCut(entry);
      done.set(keyOf(entry), entry);
    }
    return done;
  }

  private async generateAll(
    left: readonly Target[],
    journal: Journal,
    done: Map<string, JournalEntry>,
    of: number,
  ): Promise<void> {
    const { console, parallel, signal } = this.options;
    if (left.length === 0) return;
    const details = await this.options.backend.details(this.options.choice, signal);
    const stop = new AbortController();
    const ends = AbortSignal.any([signal, stop.signal]);
    const before = of - left.length;
    let next = 0;
    let tried = 0;
    const work = async () => {
      while (next < left.length) {
        const target = left[next++];
        try {
          const entry = await this.generate(target, details, ends);
          journal.add(entry);
          done.set(keyOf(entry), entry);
          if (entry.isCut) this.failCut(entry);
        } catch (error) {
          if (isModelFailure(error) || error instanceof JournalFailure) stop.abort(error);
          ends.throwIfAborted();
          this.fail(target, reasonOf(error));
        }
        console.progress.show({ done: before + ++tried, of, unit: 'responses' });
      }
    };
    // Whatever stops one stops the others, and none of them writes any more.
    await Promise.allSettled(Array.from({ length: parallel }, work));
    ends.throwIfAborted();
  }

  private async generate({ position, turn }: Target, details: ModelDetails, signal: AbortSignal): Promise<JournalEntry> {
    const { backend, choice, templates } = this.options;
    const bytes = this.bytesOf(position);
    const { value, problems } = parseRecord(bytes);
    const view = this.records.schema.view(value);
    if (view.turns[turn]?.role !== 'response') {
      const [problem] = [...problems, ...view.problems];
      throw new Failure(problem?.message ?? 'there is no response that could be made anew');
    }
    const prompt = await promptFor(backend, choice, promptTurns(view, turn), { templates, details, signal });
    await requireRoom(backend, choice, prompt, details, signal);
    const seed = seedOf(this.options.seed, position, turn);
    const { text, end } = await generateResponse(backend, choice, prompt, seed, { signal });
    if (text === '') throw new Failure('the model’s response is empty');
    const entry: JournalEntry = { position, turn, record: contentHash(bytes), text, seed, time: Date.now() };
    this.changed(position, [entry]);
    return end.reason === 'length' ? { ...entry, isCut: true } : entry;
  }

  private async write(entries: readonly JournalEntry[]): Promise<void> {
    const { only: isOnly, provenance, signal } = this.options;
    const byPosition = new Map<number, JournalEntry[]>();
    for (const entry of entries) {
      if (entry.isCut) continue;
      const others = byPosition.get(entry.position);
      if (others) others.push(entry);
      else byPosition.set(entry.position, [entry]);
    }
    const positions = [...byPosition.keys()].sort((a, b) => a - b);
    const bytes = (position: number) => this.changed(position, byPosition.get(position)!);
    await writeGenerated(this.out, this.records, { positions, bytes }, { isOnly, signal });
    if (provenance !== 'sidecar') return;
    await this.appendProvenance(positions.flatMap((position) => byPosition.get(position)!), bytes);
  }

  /** Only what a former run has not written yet. */
  private async appendProvenance(entries: readonly JournalEntry[], bytes: (position: number) => Uint8Array): Promise<void> {
    const path = provenancePath(this.out);
    const keyOf = ({ response, turn, time }: Provenance) => `${response} ${turn} ${time}`;
    const known = new Set((await readProvenance(path)).entries.map(keyOf));
    const news = entries.map((entry) => this.provenanceOf(entry, bytes(entry.position)));
    await appendProvenance(path, news.filter((provenance) => !known.has(keyOf(provenance))));
  }

  /** @param bytes the record with the response in place: it may spell line breaks in its own way. */
  private provenanceOf(entry: JournalEntry, bytes: Uint8Array): Provenance {
    const view = this.records.schema.view(parseRecord(bytes).value);
    const text = view.turns[entry.turn]?.text ?? entry.text;
    return provenanceOf({ ...entry, text, view, choice: this.options.choice });
  }

  /** A record's bytes with new responses in place, the last one first: what it says may be turns of its own. */
  private changed(position: number, entries: readonly JournalEntry[]): Uint8Array {
    const { schema, index } = this.records;
    const isField = this.options.provenance === 'field';
    return [...entries]
      .sort((a, b) => b.turn - a.turn)
      .reduce((bytes, entry) => {
        const { turn, text } = entry;
        const answered = changeRecord(bytes, schema, { kind: 'turnText', turn, text }, index.container);
        if (!isField) return answered;
        const provenance = this.provenanceOf(entry, answered);
        const change = provenanceField(parseRecord(answered).value, PROVENANCE_FIELD, provenance);
        return changeRecord(answered, schema, change, index.container);
      }, this.bytesOf(position));
  }

  private bytesOf(position: number): Uint8Array {
    return readRecord(this.records.source, this.records.index, position);
  }

  private failCut(entry: JournalEntry): void {
    const { maxTokens } = this.options.choice.parameters;
    this.cut++;
    const limit = `${maxTokens} tokens or the context`;
    this.complain(entry, `the response did not end within ${limit}, and is left out; see --max-tokens`);
  }

  private fail(target: Target, reason: string): void {
    this.failures++;
    this.complain(target, reason);
  }

  private complain({ position }: Target, reason: string): void {
    this.options.console.complain(`${this.name}, line ${this.records.index.line(position)}: ${reason}`);
  }
}

function keyOf({ position, turn }: Target): string {
  return `${position} ${turn}`;
}

/** A seed of 31 bits for each response, the same whenever it is generated. */
function seedOf(seed: number, position: number, turn: number): number {
  const [hash] = murmurHash3(new Uint8Array(Float64Array.of(seed, position, turn).buffer), 0);
  return hash >>> 1;
}
