import * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { PersonalWord, SpellingOptions } from '../checks/spelling/spellingOptions';
import { BATCH_RECORDS } from '../checks/verdictBatch';
import type { PartlyChecked } from '../checks/verdictBlock';
import { VerdictStore } from '../checks/verdictStore';
import type { EditedDataset } from '../dataset/edits/editedDataset';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import { checkConditions } from '../engine/checkConditions';
import type { CheckedAmong, CheckRequest, DatasetSession, WorkProgress } from '../engine/datasetSession';
import { judgeEdited, judgeSpelling } from '../engine/judgeSpelling';
import type { CheckState, Progress } from '../protocol/toWebview';
import type { SchemaChoice } from '../schema/schema';
import { Pace } from '../threads/pace';
import { changedWords, recordsWith } from './forbiddenWords';
import { ListedFindings } from './listedFindings';
import { LongWork, type LongWorkOptions } from './longWork';
import type { SpellingSetup } from './spellingSetup';

/** What to check; spelling needs the languages that the language check finds. */
export type WantedChecks = 'language' | 'spelling' | 'everything';

const LABELS: Readonly<Record<WantedChecks, string>> = {
  language: 'Checking language',
  spelling: 'Checking spelling',
  everything: 'Checking language and spelling',
};

export interface CheckSettings {
  readonly schema: SchemaChoice | undefined;
  readonly language: LanguageOptions;
  /** The most findings that are kept. */
  readonly findings: number;
}

/** Above, looking for the records that have words takes longer than checking all of them. */
const MOST_LOOKED_FOR = 500;

type WorkReport = Pick<LongWorkOptions, 'report' | 'token'>;

/** How verdicts came about. */
export interface Check {
  readonly language: LanguageOptions;
  /** Absent where spelling is not checked. */
  readonly spelling?: SpellingOptions;
  /** `checkConditions` of that. */
  readonly conditions: string;
  /** Whether it went through all records. */
  readonly complete: boolean;
  /** When it ended, in milliseconds since 1970. */
  readonly time: number;
}

/** What the checks have found in a dataset, kept true as its records are edited. */
export class DatasetChecks implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Verdicts, findings or progress have changed. */
  readonly onDidChange = this.changed.event;
  /** Absent before the first check. */
  verdicts: VerdictStore | undefined;
  /** The check that the verdicts are of. */
  check: Check | undefined;
  /** What is checked when nothing else is asked for; what has been checked before settings changed, too. */
  inForce: 'language' | 'everything' = 'language';
  /** Whether the session can judge a record by itself as the verdicts do. */
  canJudge = false;
  /** Grows as verdicts change. */
  version = 0;
  private readonly listed = new ListedFindings(() => this.settings().findings);
  private readonly wordsChanged: vscode.Disposable;
  private readonly work = new LongWork(() => this.changed.fire());
  /** Records edited while a check runs, which may have read them before. */
  private readonly editedMeanwhile = new Set<RecordKey>();
  /** Records being checked again, or that could not be: their verdicts are not about what they are now. */
  private readonly awaited = new Map<RecordKey, object>();
  /** Which verdicts made before are being taken, where any are. */
  private taking: object | undefined;

  constructor(
    private readonly session: DatasetSession,
    private readonly dataset: EditedDataset,
    private readonly settings: () => CheckSettings,
    readonly spelling: SpellingSetup,
  ) {
    this.wordsChanged = spelling.words.onDidChange(() => {
      this.usePersonalWords().catch((error: Error) => console.warn(`Paddock: ${error.message}`));
    });
  }

  get isRunning(): boolean {
    return this.work.isRunning;
  }

  get progress(): Progress | undefined {
    return this.work.progress;
  }

  /** Flagged findings, as many as the Problems panel may list; in no order. */
  get findings(): readonly Finding[] {
    return this.listed.all;
  }

  /** Whether spelling is in force. */
  get isSpelled(): boolean {
    return this.inForce === 'everything';
  }

  /** How many records have no verdict that could have one. */
  get unchecked(): number {
    return this.verdicts ? Math.max(0, this.dataset.order.count - this.verdicts.counts.records) : 0;
  }

  /** Whether any record has been checked. */
  get hasSome(): boolean {
    return (this.verdicts?.counts.records ?? 0) > 0;
  }

  /** Whether all records have been checked. */
  get complete(): boolean {
    return this.verdicts !== undefined && !this.isRunning && this.unchecked === 0;
  }

  /** What the page shows of it. */
  get state(): CheckState | undefined {
    const { check, isRunning, awaited, unchecked } = this;
    if (!check) return undefined;
    return {
      time: isRunning ? undefined : check.time,
      unchecked: isRunning || awaited.size > 0 ? 0 : unchecked,
      wasComplete: check.complete,
    };
  }

  /** How records would be checked now, with spelling or without. @throws ModelError */
  async conditions(withSpelling: boolean): Promise<Pick<Check, 'language' | 'spelling' | 'conditions'>> {
    const { schema, language } = this.settings();
    if (!withSpelling) return { language, conditions: await checkConditions(schema, language) };
    await this.spelling.words.ready;
    const { options, dictionaries } = this.spelling;
    return { language, spelling: options, conditions: await checkConditions(schema, language, { options, dictionaries }) };
  }

  /** Whether the record's verdicts may be about what it was before it was edited. */
  isAwaited(key: RecordKey): boolean {
    return this.awaited.has(key);
  }

  /**
   * Checks the records that have not been checked, and all of them where none is left or where they would be checked
   * otherwise now. A check under way is stopped first.
   * @param wanted spelling is checked, too, where it has been before; absent for what is in force.
   * @returns false when it was cancelled.
   * @throws ModelError
   */
  async run({ wanted, ...options }: { wanted?: WantedChecks } & WorkReport = {}): Promise<boolean> {
    const { verdicts, check, findings } = this;
    const label = this.labelFor(wanted);
    const withSpelling = this.isSpelled || (wanted !== undefined && wanted !== 'language');
    this.inForce = withSpelling ? 'everything' : 'language';
    try {
      const isDone = await this.working({ label, ...options }, async (signal, show) => {
        if (withSpelling && verdicts && this.unchecked === 0) this.spelling.lookForMissing(verdicts);
        const made = await this.conditions(withSpelling);
        await this.session.indexed;
        signal.throwIfAborted();
        const goesOn = this.check?.conditions === made.conditions && this.hasSome && this.unchecked > 0;
        if (!goesOn) this.startAfresh();
        this.check = { ...made, complete: false, time: Date.now() };
        await (goesOn ? this.checkRest(signal, show) : this.checkAll(signal, show));
        await this.checkEditedMeanwhile();
        if (withSpelling) await this.judgeSpelling(signal);
        this.check = { ...made, complete: true, time: Date.now() };
      });
      // What has been checked so far can be judged; where the dataset is closed, nobody wants to know.
      if (!isDone && withSpelling && !this.isRunning) await this.judgeSpelling().catch(() => undefined);
      return isDone;
    } catch (error) {
      Object.assign(this, { verdicts, check });
      this.listed.all = findings;
      this.changed.fire();
      throw error;
    }
  }

  /** "Checking language and spelling" */
  labelFor(wanted: WantedChecks = this.inForce): string {
    return LABELS[wanted === 'language' ? this.inForce : wanted];
  }

  cancel(): void {
    this.work.cancel();
  }

  /** Does long work that shows its progress and that `cancel` stops. @returns false when it was. */
  working(
    options: { label: string } & WorkReport,
    work: (signal: AbortSignal, show: (progress: WorkProgress) => void) => Promise<void>,
  ): Promise<boolean> {
    this.editedMeanwhile.clear();
    // Where the dataset is closed too, nobody wants to know.
    const onCancelled = () => this.checkEditedMeanwhile().catch(() => undefined);
    return this.work.run({ ...options, task: 'check', of: this.dataset.order.count, onCancelled }, work);
  }

  private startAfresh(): void {
    this.version++;
    this.taking = undefined;
    this.verdicts = this.newStore();
    this.listed.clear();
    this.awaited.clear();
    // Deleted records are checked with the others, and then do not count.
    this.verdicts.remove(this.dataset.deletedKeys());
  }

  private newStore(): VerdictStore {
    const verdicts = new VerdictStore();
    this.spelling.accept(verdicts);
    return verdicts;
  }

  /** Flags what is misspelled by how the dataset is spelled as a whole; only now can it be told. */
  private async judgeSpelling(signal?: AbortSignal): Promise<void> {
    const { verdicts } = this;
    if (!verdicts) return;
    this.work.say('Judging spelling');
    await judgeSpelling(verdicts, signal, this.session);
    if (this.verdicts !== verdicts) return;
    this.version++;
    this.listed.keep((finding) => this.isListed(finding, verdicts));
    this.changed.fire();
    await this.findAgain(signal);
  }

  private async checkAll(signal: AbortSignal, show: (progress: WorkProgress) => void): Promise<void> {
    await this.session.check({
      ...this.request(signal),
      onBatch: (batch, found, progress) => {
        this.canJudge = true;
        this.version++;
        this.verdicts?.add(batch);
        // What is misspelled will be known at the end.
        this.listed.add(found.filter(({ check }) => check !== 'spelling'));
        show(progress);
      },
    });
    await this.again(this.dataset.addedKeys(), signal);
  }

  private async checkRest(signal: AbortSignal, show: (progress: WorkProgress) => void): Promise<void> {
    const { verdicts, unchecked } = this;
    let done = 0;
    // Once more where records have been moved meanwhile.
    for (let before = -1; verdicts && this.unchecked > 0 && done > before; ) {
      before = done;
      const keys = verdicts.unchecked(this.dataset.order);
      await this.session.checkAmong(keys, this.unchecked, this.request(signal), (checked) => {
        if (signal.aborted) return;
        this.take(checked, verdicts);
        done += checked.keys.length;
        show({ done: Math.min(done, unchecked), of: unchecked });
      });
    }
  }

  /** Checks records that have been edited or added; nothing before the first check. */
  async again(keys: readonly RecordKey[], signal?: AbortSignal): Promise<void> {
    const { verdicts } = this;
    if (keys.length === 0) return;
    if (this.isRunning) for (const key of keys) this.editedMeanwhile.add(key);
    if (!verdicts || !this.check) return;
    const request = {};
    const taken: CheckedAmong[] = [];
    const contents = new Map(keys.map((key) => [key, this.dataset.overlay.get(key)]));
    for (const key of keys) this.awaited.set(key, request);
    await this.session.checkAmong(batchesOf(keys), keys.length, this.request(signal), (checked) => {
      if (this.verdicts !== verdicts) return;
      for (const key of checked.keys) if (this.awaited.get(key) === request) this.awaited.delete(key);
      this.take(checked, verdicts);
      taken.push(checked);
    });
    // A check that is under way judges at its end.
    if (!this.check?.spelling || this.isRunning) return;
    const isOther = await judgeEdited(verdicts, this.session, keys);
    if (!isOther || this.verdicts !== verdicts) return;
    const isSame = (key: RecordKey) => contents.get(key) === this.dataset.overlay.get(key);
    for (const { keys, findings } of taken) {
      this.list([...keys].filter(isSame), findings.filter(({ key }) => isSame(key)), verdicts);
    }
  }

  /**
   * Takes verdicts for its own that were made before, but of records that have been edited since.
   * @param kept of all records of the file.
   * @returns false when others have come meanwhile, or none are wanted any more.
   */
  async takeKept(kept: Iterable<PartlyChecked>, check: Check): Promise<boolean> {
    const { dataset } = this;
    const taking = (this.taking = {});
    const verdicts = this.newStore();
    const pace = new Pace();
    for (const { batch, checked } of kept) {
      const isEdited = (slot: number) => dataset.overlay.has(batch.first + slot);
      const isEditedAny = dataset.overlay.version > 0 && batch.problems.some((_, slot) => isEdited(slot));
      const taken = isEditedAny
        ? batch.problems.map((_, slot) => (checked?.[slot] === 0 || isEdited(slot) ? 0 : 1))
        : checked;
      verdicts.add(batch, taken);
      await pace.keep();
    }
    // Words may have been accepted since, and records that are edited from now on are judged, too.
    if (check.spelling) await judgeSpelling(verdicts);
    if (this.taking !== taking) return false;
    verdicts.remove(dataset.deletedKeys());
    Object.assign(this, { verdicts, check, inForce: check.spelling ? 'everything' : 'language' });
    this.listed.clear();
    this.awaited.clear();
    this.version++;
    this.changed.fire();
    // Edited while they were taken; those that cannot be checked are awaited for good.
    this.again([...dataset.overlay.keys()].filter((key) => verdicts.has(key))).catch(() => undefined);
    return true;
  }

  /** Has the session judge a record that is shown as the verdicts do. */
  async prepareToJudge(): Promise<void> {
    if (this.canJudge) return;
    const { language, spelling }: Pick<Check, 'language' | 'spelling'> = this.check ?? this.settings();
    if (spelling) this.session.useDictionaries(this.spelling.dictionaries);
    await this.session.useLanguageOptions(language, spelling);
    this.canJudge = true;
    this.changed.fire();
  }

  /** Makes findings anew of verdicts that were taken: what they say lies in the texts. */
  async findAgain(signal?: AbortSignal): Promise<void> {
    const { verdicts, dataset } = this;
    if (!verdicts) return;
    const limit = this.settings().findings;
    const pace = new Pace();
    const keys: RecordKey[] = [];
    for (const reported of verdicts.reported(dataset.order)) {
      if (keys.length >= limit) break;
      keys.push(...reported);
      await pace.keep();
    }
    keys.length = Math.min(keys.length, limit);
    if (keys.length === 0) return;
    const contents = new Map(keys.map((key) => [key, dataset.overlay.get(key)]));
    await this.session.checkAmong(batchesOf(keys), keys.length, this.request(signal), (checked) => {
      if (this.verdicts !== verdicts) return;
      // Those edited meanwhile have new ones.
      const isSame = (key: RecordKey) => contents.get(key) === dataset.overlay.get(key);
      this.listed.drop(checked.keys.filter(isSame));
      this.listed.add(checked.findings.filter((each) => isSame(each.key) && this.isListed(each, verdicts)));
      this.changed.fire();
    });
  }

  /** The words that people have decided about are others now: that holds at once, everywhere. */
  private async usePersonalWords(): Promise<void> {
    await this.spelling.acceptLater(this.verdicts);
    this.version++;
    this.changed.fire();
    const { spelling } = this.check ?? {};
    if (!spelling) return;
    const forbidden = changedWords(spelling.personal.forbidden, this.spelling.words.personal.forbidden);
    if (forbidden.length > 0) await this.checkRecordsWith(forbidden);
    // A check that is under way judges at its end.
    if (!this.isRunning) await this.judgeSpelling();
  }

  /** Words are forbidden now, or are no more: dictionaries have to be asked again, but only of records that have them. */
  private async checkRecordsWith(words: readonly PersonalWord[]): Promise<void> {
    const { check, isRunning } = this;
    if (!check) return;
    if (isRunning || words.length > MOST_LOOKED_FOR) {
      await this.run();
      return;
    }
    await this.working({ label: LABELS.spelling }, async (signal, show) => {
      const keys = await recordsWith(words, this.session, signal, show);
      this.check = { ...check, ...(await this.conditions(true)) };
      await this.again(keys.filter((key) => this.dataset.order.positionOf(key) >= 0), signal);
    });
  }

  /** Records have been deleted: they count no more. */
  remove(keys: readonly RecordKey[]): void {
    this.verdicts?.remove(keys);
    this.version++;
    this.listed.drop(keys);
    this.changed.fire();
  }

  /** Records that had been deleted are there again. */
  restore(keys: readonly RecordKey[]): void {
    this.verdicts?.restore(keys);
    this.version++;
    this.changed.fire();
  }

  /**
   * Records have new keys.
   * @param oldKeys by the new ones.
   * @returns whether a check was under way: it spoke of the old keys, and has been stopped.
   */
  renumber(oldKeys: Uint32Array): boolean {
    const wasRunning = this.work.isWanted;
    this.cancel();
    this.verdicts = this.verdicts?.renumbered(oldKeys);
    this.version++;
    const awaited = [...this.awaited.keys()];
    const newKeys = new Map([...this.findings.map(({ key }) => key), ...awaited].map((key) => [key, -1]));
    oldKeys.forEach((old, key) => newKeys.has(old) && newKeys.set(old, key));
    const newKey = (key: RecordKey) => newKeys.get(key) ?? -1;
    this.listed.renumber(newKey);
    this.changed.fire();
    // Their verdicts were to come by their old keys.
    this.awaited.clear();
    const stillThere = awaited.map((key) => (isAdded(key) && newKey(key) < 0 ? key : newKey(key)));
    // Those that fail are awaited for good.
    this.again(stillThere.filter((key) => this.dataset.order.positionOf(key) >= 0)).catch(() => undefined);
    return wasRunning;
  }

  forget(): void {
    this.cancel();
    this.canJudge = false;
    this.version++;
    this.taking = undefined;
    this.verdicts = undefined;
    this.check = undefined;
    this.listed.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.cancel();
    this.wordsChanged.dispose();
    this.changed.dispose();
  }

  /** What has to be asked of the session to check records as the others were. */
  private request(signal?: AbortSignal): Omit<CheckRequest, 'onBatch'> {
    const spelling = this.check?.spelling;
    if (spelling) this.session.useDictionaries(this.spelling.dictionaries);
    return {
      language: this.check?.language ?? this.settings().language,
      spelling,
      findings: () => (this.listed.hasRoom ? 'flagged' : 'none'),
      locale: vscode.env.language,
      signal,
    };
  }

  private async checkEditedMeanwhile(): Promise<void> {
    const keys = [...this.editedMeanwhile].filter((key) => this.dataset.order.positionOf(key) >= 0);
    this.editedMeanwhile.clear();
    await this.again(keys);
  }

  private take({ keys, batch, findings }: CheckedAmong, verdicts: VerdictStore): void {
    this.canJudge = true;
    verdicts.replaceAll(keys, batch);
    this.list(keys, findings, verdicts);
  }

  /** Lists what was found in records in place of what was before. */
  private list(keys: Iterable<RecordKey>, findings: readonly Finding[], verdicts: VerdictStore): void {
    this.version++;
    this.listed.drop(keys);
    this.listed.add(findings.filter((finding) => this.isListed(finding, verdicts)));
    this.changed.fire();
  }

  private isListed(finding: Finding, verdicts: VerdictStore): boolean {
    return finding.check !== 'spelling' || verdicts.isReported(finding);
  }
}

function* batchesOf(keys: readonly RecordKey[]): Iterable<Uint32Array> {
  for (let from = 0; from < keys.length; from += BATCH_RECORDS) {
    yield Uint32Array.from(keys.slice(from, from + BATCH_RECORDS));
  }
}
