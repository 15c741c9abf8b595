import * as vscode from 'vscode';
import type { RecordKey } from '../../dataset/edits/recordKey';
import { type Filter, type FromWebview, parseFromWebview } from '../../protocol/fromWebview';
import type { ToWebview } from '../../protocol/toWebview';
import { parseLanguage } from '../../schema/languageTag';
import type { DatasetDocument } from '../datasetDocument';
import { CandidateMessages } from '../generation/candidateMessages';
import { ComparisonMessages } from '../generation/comparisonMessages';
import { WordMessages } from '../spelling/wordMessages';
import type { DatasetView } from './datasetView';
import type { Drafts } from './drafts';
import type { FilteredRecords } from './filteredRecords';
import type { FindBar } from './findBar';
import type { PageKeys } from './pageKeys';
import { RecordMessages } from './recordMessages';
import type { ReplaceMessages } from './replaceMessages';
import type { StepTarget } from './stepping';

type Request = Extract<FromWebview, { request: number }>;

/** What the page may ask of the view that it shows. */
export interface MessagedView extends DatasetView {
  /** The record shown in full. */
  readonly lead: RecordKey | undefined;
  select(key: RecordKey, how: 'only' | 'toggle' | 'range'): void;
  selectAll(): void;
  goTo(position: number): void;
  setFilters(filters: readonly Filter[]): void;
  step(to: StepTarget, direction: 1 | -1): void;
  post(message: ToWebview): void;
}

interface Parts {
  readonly filtered: FilteredRecords;
  readonly pageKeys: PageKeys;
  readonly findBar: FindBar;
  readonly drafts: Drafts;
  readonly replace: ReplaceMessages;
}

/** Takes what the page of one view says, checks it, and has it done or answered by the part that it is about. */
export class EditorMessages {
  private readonly pageKeys: PageKeys;
  private readonly findBar: FindBar;
  private readonly drafts: Drafts;
  private readonly replace: ReplaceMessages;
  private readonly records: RecordMessages;
  private readonly words: WordMessages;
  private readonly candidates: CandidateMessages;
  private readonly comparison: ComparisonMessages;

  constructor(
    private readonly document: DatasetDocument,
    private readonly view: MessagedView,
    { filtered, pageKeys, findBar, drafts, replace }: Parts,
  ) {
    this.pageKeys = pageKeys;
    this.findBar = findBar;
    this.drafts = drafts;
    this.replace = replace;
    this.records = new RecordMessages(document, filtered, pageKeys, findBar);
    this.words = new WordMessages(document);
    this.candidates = new CandidateMessages(document);
    this.comparison = new ComparisonMessages(document, (key) => view.reveal(key), (message) => view.announce(message));
  }

  receive(message: unknown): void {
    const parsed = parseFromWebview(message);
    if (!parsed) {
      console.warn('Paddock: the page sent a message that is not of its protocol.');
    } else if ('request' in parsed) {
      void this.answer(parsed);
    } else {
      this.handle(parsed);
    }
  }

  private handle(message: Exclude<FromWebview, Request>): void {
    const { view, pageKeys, drafts, replace, findBar } = this;
    switch (message.type) {
      case 'ready':
        view.showState();
        // The page may have begun after a record was to be revealed.
        if (view.lead !== undefined) view.reveal(view.lead);
        return;
      case 'select': {
        const key = pageKeys.find(message.key);
        return key === undefined ? undefined : view.select(key, message.how);
      }
      case 'selectAll':
        return view.selectAll();
      case 'goTo':
        return view.goTo(message.position);
      case 'change':
        return drafts.change(() => pageKeys.keyOf(message.key), message.change, message.draft);
      case 'revertDraft':
        return drafts.revert(message.draft);
      case 'previewReplace':
      case 'previewCorrections':
      case 'includeReplace':
      case 'applyReplace':
      case 'closeReplace':
        return void replace.handle(message);
      case 'acceptWords':
      case 'forbidWords':
        return void this.words.decide(message);
      case 'filter':
        return view.setFilters(message.filters);
      case 'find':
        return findBar.find(message.query);
      case 'expectLanguage':
        return void this.expectLanguage(message.language);
      case 'step':
        return view.step(message.to, message.direction);
      case 'regenerate':
        return this.regenerate(pageKeys.find(message.key), message.turn);
      case 'againCandidate':
      case 'cancelCandidate':
      case 'editCandidate':
      case 'acceptCandidate':
      case 'rejectCandidate':
      case 'queue':
        return void this.candidates.decide(message);
      case 'continueComparison':
      case 'showCompared':
      case 'takeCompared':
      case 'useCompared':
      case 'exportComparison':
      case 'closeComparison':
        return void this.comparison.handle(message);
      case 'cancel':
        return this.cancel(message.task);
      case 'command':
        void vscode.commands.executeCommand(`paddock.${message.command}`);
        return;
    }
  }

  private async expectLanguage(language: string): Promise<void> {
    const expected = parseLanguage(language);
    if (expected === undefined) return;
    await this.document.chooseExpectedLanguage(expected);
    await vscode.commands.executeCommand('paddock.checkLanguage');
  }

  private regenerate(key: RecordKey | undefined, turn: number): void {
    if (key !== undefined) void vscode.commands.executeCommand('paddock.regenerate', { key, turn });
  }

  private cancel(task: Extract<FromWebview, { type: 'cancel' }>['task']): void {
    if (task === 'check') this.document.checks.cancel();
    if (task === 'find') this.findBar.search?.cancel();
    if (task === 'replace') this.replace.cancel();
    if (task === 'save') this.document.cancelSave();
    if (task === 'generate') this.document.candidates.cancelAll();
    if (task === 'compare') this.document.comparison.pause();
  }

  private async answer(message: Request): Promise<void> {
    const { request } = message;
    try {
      switch (message.type) {
        case 'rows':
        case 'record':
        case 'turnText':
        case 'rawText':
        case 'examine':
          return this.view.post(await this.records.answer(message));
        case 'suggestions':
        case 'unknownWords':
          return this.view.post(await this.words.answer(message));
        case 'prompt': {
          const prompt = await this.candidates.prompt(this.pageKeys.keyOf(message.key), message);
          return this.view.post({ type: 'prompt', request, ...prompt });
        }
        case 'comparisonRows': {
          const { start, count } = message;
          return this.view.post({ type: 'comparisonRows', request, start, rows: this.document.comparison.rows(start, count) });
        }
        case 'replaceRows': {
          const changes = await this.replace.rows(message.start, message.count);
          const rows = changes.map((row) => ({ ...row, key: this.pageKeys.of(row.key) }));
          return this.view.post({ type: 'replaceRows', request, start: message.start, rows });
        }
      }
    } catch (error) {
      this.view.post({ type: 'failed', request, message: (error as Error).message });
    }
  }
}
