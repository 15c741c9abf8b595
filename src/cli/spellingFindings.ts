import type { SpellingFinding } from '../checks/finding';
import { BATCH_RECORDS } from '../checks/verdicts/verdictBatch';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import { RecordOrder } from '../dataset/edits/recordOrder';
import type { CheckRequest, DatasetSession } from '../engine/datasetSession';
import type { Dictionaries } from '../engine/dictionaries';
import type { LanguageTag } from '../schema/schema';

/** Records whose findings are made together: those of all are more than need be held. */
const RECORDS_AT_ONCE = 4 * BATCH_RECORDS;
/** Small enough for all threads to have some. */
const KEYS_AT_ONCE = BATCH_RECORDS / 8;

/**
 * What the spelling check has found in a file that has been judged, in the order of its records.
 * @param request without findings.
 * @param all whether unknown words are wanted of responses that are not flagged, too.
 */
export async function* spellingFindings(
  session: DatasetSession,
  store: VerdictStore,
  request: Pick<CheckRequest, 'language' | 'spelling' | 'locale' | 'signal'>,
  all: boolean,
): AsyncIterable<SpellingFinding[]> {
  for (const keys of wantedKeys(store, session.index.count, all)) {
    const findings: SpellingFinding[] = [];
    await session.checkAmong(batchesOf(keys), keys.length, { ...request, findings: () => 'flagged' }, (checked) => {
      for (const finding of checked.findings) {
        if (finding.check === 'spelling' && (all ? !isAccepted(store, finding) : store.isReported(finding))) findings.push(finding);
      }
    });
    yield findings.sort((a, b) => a.key - b.key);
  }
}

function isAccepted(store: VerdictStore, { mistake }: SpellingFinding): boolean {
  return mistake.kind === 'unknownWord' && store.spelling.isAccepted(mistake.language, mistake.word);
}

function* wantedKeys(store: VerdictStore, count: number, all: boolean): Iterable<number[]> {
  const order = new RecordOrder(count);
  let keys: number[] = [];
  for (let start = 0; start < count; start += BATCH_RECORDS) {
    for (const key of order.keys(start, Math.min(count, start + BATCH_RECORDS))) {
      const hasSome = store.hasTextProblems(key) || (all ? store.unknownWordsIn(key) > 0 : store.isMisspelled(key));
      if (hasSome) keys.push(key);
    }
    if (keys.length >= RECORDS_AT_ONCE) {
      yield keys;
      keys = [];
    }
  }
  if (keys.length > 0) yield keys;
}

function* batchesOf(keys: readonly number[]): Iterable<Uint32Array> {
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) yield Uint32Array.from(keys.slice(from, from + KEYS_AT_ONCE));
}

/** Looks for what unknown words may have been meant to be, for each word once. */
export class Suggestions {
  private readonly known = new Map<string, Promise<string[]>>();
  /** By language: the last word that is looked for. Each waits for the one before, so that none is taken to hang. */
  private readonly last = new Map<LanguageTag, Promise<unknown>>();

  /** @param limit of each word; 0 for none. */
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly limit: number,
    private readonly signal: AbortSignal,
  ) {}

  /** The same findings with suggestions. @throws AbortError when the signal is aborted. */
  async addTo(findings: readonly SpellingFinding[]): Promise<SpellingFinding[]> {
    if (this.limit === 0) return [...findings];
    return Promise.all(
      findings.map(async (finding) => {
        const { mistake } = finding;
        if (mistake.kind !== 'unknownWord') return finding;
        return { ...finding, suggestions: await this.of(mistake.language, mistake.word) };
      }),
    );
  }

  private of(language: LanguageTag, word: string): Promise<string[]> {
    const key = `${language} ${word}`;
    let suggestions = this.known.get(key);
    if (!suggestions) {
      const before = this.last.get(language) ?? Promise.resolve();
      suggestions = before.then(() => {
        this.signal.throwIfAborted();
        return this.dictionaries.suggestions(language, word, this.limit);
      });
      this.known.set(key, suggestions);
      this.last.set(language, suggestions);
    }
    return suggestions;
  }
}
