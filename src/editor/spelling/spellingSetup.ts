import { AcceptedWords } from '../../checks/verdicts/acceptedWords';
import { acceptingWords, acceptWords } from '../../checks/verdicts/judgedRecords';
import type { DictionaryFolders } from '../../checks/spelling/dictionaries/dictionary';
import type { SpellingOptions } from '../../checks/spelling/spellingOptions';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { Dictionaries } from '../../engine/dictionaries';
import { Pace } from '../../threads/pace';
import type { DatasetWords } from './datasetWords';
import type { DictionaryShelf, WantedDictionaries } from './dictionaryShelf';

export interface SpellingSettings {
  readonly spelling: Omit<SpellingOptions, 'personal'>;
  /** Folders of dictionaries. */
  readonly folders: DictionaryFolders;
}

/** What one dataset is spelled by: the settings, the dictionaries, and the words that people have decided about. */
export class SpellingSetup {
  /** Words that people have said to be right. */
  accepted = new AcceptedWords();
  private accepting: object | undefined;

  constructor(
    private readonly settings: () => SpellingSettings,
    readonly words: DatasetWords,
    private readonly shelf: DictionaryShelf,
  ) {}

  /** Accepted words are unknown to the check, and do not count: so they can be accepted without another check. */
  get options(): SpellingOptions {
    return { ...this.settings().spelling, personal: { accepted: [], forbidden: this.words.personal.forbidden } };
  }

  get dictionaries(): Dictionaries {
    return this.shelf.take(this.wanted);
  }

  /** Has new verdicts go by the words that are accepted now. */
  accept(verdicts: VerdictStore): void {
    this.accepted = new AcceptedWords(this.words.personal.accepted);
    acceptWords(verdicts, this.accepted);
  }

  /** The same of verdicts that there are, unless others are accepted meanwhile. */
  async acceptLater(verdicts: VerdictStore | undefined): Promise<void> {
    const accepting = (this.accepting = {});
    this.accepted = new AcceptedWords(this.words.personal.accepted);
    if (!verdicts) return;
    const pace = new Pace();
    const steps = acceptingWords(verdicts, this.accepted);
    while (this.accepting === accepting && !steps.next().done) await pace.keep();
  }

  /** Before all is checked anew, people may have brought the dictionaries that there were none of before. */
  lookForMissing({ spelling }: VerdictStore): void {
    const isMissing = [...spelling.notSpelled.values()].some(({ reason }) => reason !== 'no spelling');
    if (isMissing || this.dictionaries.failures.length > 0) this.shelf.renew(this.wanted);
  }

  private get wanted(): WantedDictionaries {
    const { folders, spelling } = this.settings();
    return { folders, variants: spelling.variants };
  }
}
