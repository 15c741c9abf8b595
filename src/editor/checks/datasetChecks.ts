import * as vscode from 'vscode';
import type { Finding } from '../../checks/finding';
import type { LanguageOptions } from '../../checks/language/languageOptions';
import type { PersonalWord } from '../../checks/spelling/spellingOptions';
import type { PartlyChecked } from '../../checks/verdicts/verdictBlock';
import { reportedKeys, uncheckedKeys } from '../../checks/verdicts/verdictsInOrder';
import { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { Keys } from '../../dataset/edits/recordOrder';
import type { NewKeys } from '../../dataset/edits/renumbering';
import type { EditedDataset } from '../../dataset/edits/editedDataset';
import type { RecordKey } from '../../dataset/edits/recordKey';
import { checkConditions } from '../../engine/checkConditions';
import type { CheckRequest, DatasetSession, WorkProgress } from '../../engine/datasetSession';
import { judgeSpelling } from '../../engine/judgeSpelling';
import type { CheckState, Progress } from '../../protocol/toWebview';
import type { SchemaChoice } from '../../schema/schema';
import { Pace } from '../../threads/pace';
import { LongWork, type LongWorkOptions } from '../longWork';
import type { SpellingSetup } from '../spelling/spellingSetup';
import { addUnedited } from './addUnedited';
import { type Check, CheckFindings } from './checkFindings';
import { type CheckInForce, EditedRecords } from './editedRecords';
import { changedWords, recordsWith } from './forbiddenWords';

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

/** The checks of a dataset: made when asked for, and what they have found kept true as records are edited. */
export class DatasetChecks implements CheckInForce, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Verdicts, findings or progress have changed. */
  readonly onDidChange = this.changed.event;
  /** What is checked when nothing else is asked for; what has been checked before settings changed, too. */
  inForce: 'language' | 'everything' = 'language';
  private readonly found: CheckFindings;
  private readonly edited: EditedRecords;
  private readonly wordsChanged: vscode.Disposable;
  private readonly work = new LongWork(() => this.changed.fire());
  /** Which verdicts made before are being taken, where any are. */
  private taking: object | undefined;

  constructor(
    private readonly session: DatasetSession,
    private readonly dataset: EditedDataset,
    private readonly settings: () => CheckSettings,
    readonly spelling: SpellingSetup,
  ) {
    this.found = new CheckFindings(dataset, () => this.settings().findings, () => this.changed.fire());
    this.edited = new EditedRecords(session, dataset, this.found, this);
    this.wordsChanged = spelling.words.onDidChange(() => {
      this.usePersonalWords().catch((error: Error) => console.warn(`Paddock: ${error.message}`));
    });
  }

  /** Absent before the first check. */
  get verdicts(): VerdictStore | undefined {
    return this.found.verdicts;
  }

  /** The check that the verdicts are of. */
  get check(): Check | undefined {
    return this.found.check;
  }

  /** Whether the session can judge a record by itself as the verdicts do. */
  get canJudge(): boolean {
    return this.found.canJudge;
  }

  /** Grows as verdicts change. */
  get version(): number {
    return this.found.version;
  }

  get isRunning(): boolean {
    return this.work.isRunning;
  }

  get progress(): Progress | undefined {
    return this.work.progress;
  }

  /** Flagged findings, as many as the Problems panel may list; in no order. */
  get findings(): readonly Finding[] {
    return this.found.all;
  }

  /** Whether spelling is in force. */
  get isSpelled(): boolean {
    return this.inForce === 'everything';
  }

  /** How many records have no verdict that could have one. */
  get unchecked(): number {
    return this.found.unchecked;
  }

  /** Whether any record has been checked. */
  get hasSome(): boolean {
    return this.found.hasSome;
  }

  /** Whether all records have been checked. */
  get complete(): boolean {
    return this.verdicts !== undefined && !this.isRunning && this.unchecked === 0;
  }

  /** What the page shows of it. */
  get state(): CheckState | undefined {
    const { check, isRunning, edited, unchecked } = this;
    if (!check) return undefined;
    return {
      time: isRunning ? undefined : check.time,
      unchecked: isRunning || edited.isAnyAwaited ? 0 : unchecked,
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
    return this.edited.isAwaited(key);
  }

  /**
   * Checks the records that have not been checked, and all of them where none is left or where they would be checked
   * otherwise now. A check under way is stopped first.
   * @param wanted spelling is checked, too, where it has been before; absent for what is in force.
   * @returns false when it was cancelled.
   * @throws ModelError
   */
  async run({ wanted }: { wanted?: WantedChecks } = {}): Promise<boolean> {
    const { verdicts } = this;
    const goBack = this.found.remember();
    const label = this.labelFor(wanted);
    const withSpelling = this.isSpelled || (wanted !== undefined && wanted !== 'language');
    this.inForce = withSpelling ? 'everything' : 'language';
    const beginning = withSpelling ? 'Loading language model and dictionaries' : 'Loading language model';
    try {
      const isDone = await this.working({ label, beginning }, async (signal, show) => {
        if (withSpelling && verdicts && this.unchecked === 0) this.spelling.lookForMissing(verdicts);
        const made = await this.conditions(withSpelling);
        await this.session.indexed;
        signal.throwIfAborted();
        const goesOn = this.check?.conditions === made.conditions && this.hasSome && this.unchecked > 0;
        const check = { ...made, complete: false, time: Date.now() };
        if (goesOn) this.found.check = check;
        else this.startAfresh(check);
        await (goesOn ? this.checkRest(signal, show) : this.checkAll(signal, show));
        await this.edited.checkEditedMeanwhile();
        if (withSpelling) await this.judgeSpelling(signal);
        this.found.check = { ...made, complete: true, time: Date.now() };
      });
      // What has been checked so far can be judged; where the dataset is closed, nobody wants to know.
      if (!isDone && withSpelling && !this.isRunning) await this.judgeSpelling().catch(() => undefined);
      return isDone;
    } catch (error) {
      goBack();
      throw error;
    }
  }

  /** "Checking language and spelling" */
  private labelFor(wanted: WantedChecks = this.inForce): string {
    return LABELS[wanted === 'language' ? this.inForce : wanted];
  }

  cancel(): void {
    this.work.cancel();
  }

  /** Does long work that shows its progress and that `cancel` stops. @returns false when it was. */
  working(
    options: Pick<LongWorkOptions, 'label' | 'beginning'>,
    work: (signal: AbortSignal, show: (progress: WorkProgress) => void) => Promise<void>,
  ): Promise<boolean> {
    this.edited.forgetEditedMeanwhile();
    // Where the dataset is closed too, nobody wants to know.
    const onCancelled = () => this.edited.checkEditedMeanwhile().catch(() => undefined);
    return this.work.run({ ...options, task: 'check', of: this.dataset.order.count, onCancelled }, work);
  }

  private startAfresh(check: Check): void {
    this.taking = undefined;
    this.edited.clear();
    // Deleted records are checked with the others, and then do not count.
    this.found.replaceBy(this.newStore(), check);
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
    this.found.judged();
    await this.findAgain(signal);
  }

  private async checkAll(signal: AbortSignal, show: (progress: WorkProgress) => void): Promise<void> {
    await this.session.check({
      ...this.request(signal),
      onBatch: (batch, found, progress) => {
        this.found.add(batch, found);
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
      const keys = uncheckedKeys(verdicts, this.dataset.order);
      await this.session.checkAmong(keys, this.unchecked, this.request(signal), (checked) => {
        if (signal.aborted) return;
        this.found.take(checked);
        done += checked.keys.length;
        show({ done: Math.min(done, unchecked), of: unchecked });
      });
    }
  }

  /** Checks records that have been edited or added; nothing before the first check. */
  async again(keys: Keys, signal?: AbortSignal): Promise<void> {
    await this.edited.checkAgain(keys, signal);
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
    await addUnedited(kept, verdicts, dataset);
    // Words may have been accepted since, and records that are edited from now on are judged, too.
    if (check.spelling) await judgeSpelling(verdicts);
    if (this.taking !== taking) return false;
    this.inForce = check.spelling ? 'everything' : 'language';
    this.edited.clear();
    this.found.replaceBy(verdicts, check);
    // Edited while they were taken; those that cannot be checked are awaited for good.
    this.again([...dataset.overlay.keys()].filter((key) => verdicts.has(key))).catch(() => undefined);
    return true;
  }

  /** Verdicts are to come: filters by them hold from now on. */
  expectVerdicts(): void {
    this.found.replaceBy(this.newStore(), undefined);
  }

  /** Has the session judge a record that is shown as the verdicts do. */
  async prepareToJudge(): Promise<void> {
    if (this.canJudge) return;
    const { language, spelling }: Pick<Check, 'language' | 'spelling'> = this.check ?? this.settings();
    if (spelling) this.session.useDictionaries(this.spelling.dictionaries);
    await this.session.useLanguageOptions(language, spelling);
    this.found.canJudge = true;
    this.changed.fire();
  }

  /** Makes findings anew of verdicts that were taken: what they say lies in the texts. */
  async findAgain(signal?: AbortSignal): Promise<void> {
    const { verdicts, dataset } = this;
    if (!verdicts) return;
    const limit = this.settings().findings;
    const pace = new Pace();
    const keys: RecordKey[] = [];
    for (const reported of reportedKeys(verdicts, dataset.order)) {
      if (keys.length >= limit) break;
      keys.push(...reported);
      await pace.keep();
    }
    keys.length = Math.min(keys.length, limit);
    await this.edited.listAgain(keys, signal);
  }

  /** The words that people have decided about are others now: that holds at once, everywhere. */
  private async usePersonalWords(): Promise<void> {
    await this.spelling.acceptLater(this.verdicts);
    this.found.changed();
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
      this.found.check = { ...check, ...(await this.conditions(true)) };
      await this.again(keys.filter((key) => this.dataset.order.positionOf(key) >= 0), signal);
    });
  }

  /** Records have been deleted: they count no more. */
  async remove(keys: Keys): Promise<void> {
    if (keys.length > 0) await this.found.remove(keys);
  }

  /** Records that had been deleted are there again. */
  async restore(keys: Keys): Promise<void> {
    if (keys.length > 0) await this.found.restore(keys);
  }

  /**
   * Records have new keys.
   * @returns whether a check was under way: it spoke of the old keys, and has been stopped.
   */
  renumber(newKeys: NewKeys): boolean {
    const wasRunning = this.work.isWanted;
    this.cancel();
    this.found.renumber(newKeys);
    this.edited.renumber(newKeys);
    return wasRunning;
  }

  forget(): void {
    this.cancel();
    this.found.canJudge = false;
    this.taking = undefined;
    this.found.replaceBy(undefined, undefined);
  }

  dispose(): void {
    this.cancel();
    this.wordsChanged.dispose();
    this.changed.dispose();
  }

  request(signal?: AbortSignal): Omit<CheckRequest, 'onBatch'> {
    const spelling = this.check?.spelling;
    if (spelling) this.session.useDictionaries(this.spelling.dictionaries);
    return {
      language: this.check?.language ?? this.settings().language,
      spelling,
      findings: () => (this.found.hasRoom ? 'flagged' : 'none'),
      locale: vscode.env.language,
      signal,
    };
  }
}
