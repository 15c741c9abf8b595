import * as vscode from 'vscode';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import { compareAdapters, type ModelFailure, type Respond } from '../../engine/comparison/compareAdapters';
import type { Comparison, SampledRecord } from '../../engine/comparison/comparison';
import { drawSample, type WantedSample } from '../../engine/comparison/drawSample';
import { type ComparisonExport, exportComparison } from '../../engine/comparison/exportComparison';
import { type KeptComparison, KeptComparisons } from '../../engine/comparison/keptComparisons';
import { respondToRecord } from '../../engine/comparison/respondToRecord';
import { findSampled, type FoundRecord } from '../../engine/comparison/sampledRecord';
import type { DatasetSession } from '../../engine/datasetSession';
import type { ModelChoice } from '../../generation/modelChoice';
import type { ComparedResponse, ComparisonDifference } from '../../metrics/comparison';
import type { ComparisonRow, ComparisonState, Progress } from '../../protocol/toWebview';
import type { DatasetChecks } from '../checks/datasetChecks';
import { sayDamaged } from '../keepingMessages';
import { LongWork } from '../longWork';
import type { ModelShelf } from './modelShelf';

/** As much of a text as a row can show, in UTF-16 units. */
const ROW_LENGTH = 600;

/** What models are compared on; its parts are others once its file has been read again. */
export interface ComparedDataset {
  readonly uri: vscode.Uri;
  readonly file: { readonly keptAs: string };
  readonly session: DatasetSession;
  readonly dataset: EditedDataset;
  readonly checks: DatasetChecks;
  readonly onDidReload: vscode.Event<void>;
}

/** The comparison of models on one dataset: begun, gone on with, looked at, kept. */
export class DatasetComparison implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly kept: KeptComparisons;
  private readonly work = new LongWork(() => this.changed.fire());
  private readonly closing: vscode.Disposable;
  private shown: KeptComparison | undefined;
  private isShown = false;
  private failures: readonly ModelFailure[] = [];
  /** Of the comparison as far as it has come when they were made. */
  private differences: { readonly done: number; readonly of: readonly ComparisonDifference[] } | undefined;

  /** @param storage a folder for the comparisons of all datasets. */
  constructor(
    private readonly compared: ComparedDataset,
    private readonly models: ModelShelf,
    storage: string,
  ) {
    this.kept = new KeptComparisons(storage, compared.file.keptAs);
    // Records are read by another session then.
    compared.onDidReload(() => this.work.cancel());
    // What does not come as the window closes is no failure of a model's.
    this.closing = models.onWillClose(() => this.work.cancel());
  }

  get progress(): Progress | undefined {
    return this.work.progress;
  }

  /** What the page shows; `undefined` while no comparison is looked at. */
  get state(): ComparisonState | undefined {
    if (!this.shown || !this.isShown) return undefined;
    const { comparison } = this.shown;
    const { plan, models, done, of, figures } = comparison;
    const { time, seed, perLanguage, sample } = plan;
    const { isRunning } = this.work;
    return {
      time,
      models,
      seed,
      perLanguage,
      records: sample.length,
      done,
      of,
      isRunning,
      failures: this.failures,
      figures,
      differences: isRunning ? [] : this.differencesOf(comparison),
    };
  }

  /** Those of this dataset, the latest first; what has been lost of them is said. */
  async list(): Promise<readonly KeptComparison[]> {
    const { comparisons, problems } = await this.kept.list();
    sayDamaged('comparisons', this.compared.file.keptAs, problems);
    return comparisons;
  }

  /**
   * Draws a sample of the records that have been checked, and begins to compare on it.
   * @returns how many records it has: with none there is nothing to compare.
   * @throws the file system's error when it cannot be kept; AbortError when `signal` is aborted.
   */
  async begin(choices: readonly ModelChoice[], wanted: WantedSample, signal: AbortSignal): Promise<number> {
    const { session, dataset, checks } = this.compared;
    if (!checks.verdicts) return 0;
    const sample = await drawSample({ session, order: dataset.order, verdicts: checks.verdicts }, wanted, signal);
    if (sample.length === 0) return 0;
    this.show(await this.kept.begin({ choices, ...wanted, time: Date.now(), sample }));
    void this.continue();
    return sample.length;
  }

  /** Shows a comparison, which is not gone on with until that is asked for. */
  show(kept: KeptComparison): void {
    // The one that is under way goes on being shown: what is in the file is not all of it.
    if (kept.path !== this.shown?.path) {
      this.work.cancel();
      this.shown = kept;
      this.failures = [];
      this.differences = undefined;
    }
    this.isShown = true;
    this.changed.fire();
  }

  /** What is under way goes on. */
  close(): void {
    this.isShown = false;
    this.changed.fire();
  }

  pause(): void {
    this.work.cancel();
  }

  /** Generates what the comparison lacks. */
  async continue(): Promise<void> {
    const { shown, models, compared } = this;
    if (!shown || this.work.isRunning) return;
    if (models.unavailable !== undefined) {
      void vscode.window.showWarningMessage(models.unavailable);
      return;
    }
    const { comparison } = shown;
    const before = comparison.done;
    this.failures = [];
    try {
      await this.work.run({ task: 'compare', label: 'Comparing', of: comparison.of - before, unit: 'responses' }, async (signal, show) => {
        await compared.checks.prepareToJudge();
        const log = await this.kept.append(shown);
        try {
          this.failures = await compareAdapters(comparison, this.respond(), signal, (model, record, response) => {
            log.add(model, record, response);
            show({ done: comparison.done - before, of: comparison.of - before });
          });
        } finally {
          await log.close();
        }
      });
    } catch (error) {
      void vscode.window.showErrorMessage(`The comparison stopped: ${(error as Error).message}`);
    }
  }

  /** Texts are whole where one row is asked for. */
  rows(start: number, count: number): ComparisonRow[] {
    const cut = (text: string) => (count === 1 ? text : text.slice(0, ROW_LENGTH));
    const records = this.shown?.comparison.records(start, start + count) ?? [];
    return records.map(({ position, id, language, instruction, responses }) => ({
      position,
      id,
      language,
      instruction: cut(instruction),
      responses: responses.map((response) => response && { ...response, text: cut(response.text) }),
    }));
  }

  /** A record of the sample as it is now; `undefined` where it is not there as it was. */
  async find(row: number): Promise<(FoundRecord & Pick<SampledRecord, 'turn' | 'seed'>) | undefined> {
    const record = this.shown?.comparison.plan.sample[row];
    if (!record) return undefined;
    const { session, dataset } = this.compared;
    const found = await findSampled(session, dataset.order, record);
    return found && { ...found, turn: record.turn, seed: record.seed };
  }

  /** By its column. */
  choice(model: number): ModelChoice | undefined {
    return this.shown?.comparison.plan.choices[model];
  }

  response(row: number, model: number): ComparedResponse | undefined {
    return this.shown?.comparison.response(model, row);
  }

  /** When the comparison was begun, in milliseconds since 1970. */
  get time(): number {
    return this.shown?.comparison.plan.time ?? 0;
  }

  export(what: ComparisonExport): Iterable<string> {
    return this.shown ? exportComparison(this.shown.comparison, what) : [];
  }

  dispose(): void {
    this.work.cancel();
    this.closing.dispose();
    this.changed.dispose();
  }

  private respond(): Respond {
    const { models } = this;
    const { session, dataset, checks } = this.compared;
    return respondToRecord({
      session,
      order: dataset.order,
      verdicts: checks.verdicts,
      models,
      locale: vscode.env.language,
    });
  }

  private differencesOf(comparison: Comparison): readonly ComparisonDifference[] {
    const { done } = comparison;
    if (this.differences?.done !== done) this.differences = { done, of: comparison.differences };
    return this.differences.of;
  }
}
