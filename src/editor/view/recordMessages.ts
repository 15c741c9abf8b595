import * as vscode from 'vscode';
import { isAdded, type RecordKey } from '../../dataset/edits/recordKey';
import type { FromWebview } from '../../protocol/fromWebview';
import type { RecordDetail, Row, ToWebview } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { rowOf, withoutAccepted } from './checkResults';
import type { FilteredRecords } from './filteredRecords';
import type { FindBar } from './findBar';
import type { PageKeys } from './pageKeys';

type Message = Extract<FromWebview, { type: 'rows' | 'record' | 'turnText' | 'rawText' | 'examine' }>;

/** What the page asks to show records: their rows in the list, and one of them in full. */
export class RecordMessages {
  constructor(
    private readonly document: DatasetDocument,
    private readonly filtered: FilteredRecords,
    private readonly pageKeys: PageKeys,
    private readonly findBar: FindBar,
  ) {}

  /** @throws Error for people when there is no such record. */
  async answer(message: Message): Promise<ToWebview> {
    const { session } = this.document;
    const { request } = message;
    switch (message.type) {
      case 'rows':
        return { type: 'rows', request, start: message.start, rows: await this.rows(message.start, message.count) };
      case 'record':
        return { type: 'record', request, record: await this.record(this.pageKeys.keyOf(message.key)) };
      case 'turnText': {
        const text = await session.turnText(this.pageKeys.keyOf(message.key), message.turn);
        return { type: 'turnText', request, text };
      }
      case 'rawText':
        return { type: 'rawText', request, text: await session.rawText(this.pageKeys.keyOf(message.key)) };
      case 'examine':
        return { type: 'examined', request, problems: await session.examine(message.text) };
    }
  }

  private async rows(start: number, count: number): Promise<Row[]> {
    const { session, dataset, checks, candidates } = this.document;
    const { list } = this.filtered;
    const keys = Array.from(list.keys(start, Math.min(start + count, list.count)));
    const texts = await session.rows(keys.map((key) => ({ key, response: checks.verdicts?.verdict(key)?.turn })));
    return texts.map((text, at) => ({
      ...rowOf(text, checks.verdicts, keys[at]),
      key: this.pageKeys.of(keys[at]),
      position: dataset.order.positionOf(keys[at]),
      edited: this.editedMark(keys[at]),
      candidate: candidates.rowState(keys[at]),
    }));
  }

  private async record(key: RecordKey): Promise<RecordDetail> {
    const { session, dataset, checks, spelling } = this.document;
    // While a check is under way, a record that it has not come to is judged by itself.
    const judge = checks.canJudge && (checks.isRunning || (checks.verdicts?.has(key) ?? false));
    const [record, matches, candidates] = await Promise.all([
      session.record({ key, judge, locale: vscode.env.language }),
      this.findBar.search?.matches(key) ?? [],
      this.document.candidates.details(key),
    ]);
    const position = dataset.order.positionOf(key);
    const lineByLine = session.index.container === 'lines';
    return {
      ...record,
      key: this.pageKeys.of(key),
      position,
      line: lineByLine ? position + 1 : isAdded(key) ? undefined : session.index.line(key),
      turns: record.turns.map((turn, at) => ({
        ...turn,
        matches: matches[at] ?? [],
        candidates: candidates.get(at) ?? [],
        spelling: turn.spelling && withoutAccepted(turn.spelling, spelling.accepted),
      })),
      row: this.filtered.list.rowOf(key),
      edited: this.editedMark(key),
    };
  }

  private editedMark(key: RecordKey): Row['edited'] {
    if (isAdded(key)) return 'added';
    return this.document.dataset.overlay.has(key) ? 'changed' : undefined;
  }
}
