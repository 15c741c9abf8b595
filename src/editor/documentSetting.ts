import type { CandidateStorage } from '../generation/candidateStorage';
import type { FindingsStorage } from './checks/findingsStorage';
import type { KeptNames } from './file/keptNames';
import type { FilePreferencesStore } from './filePreferences';
import type { ModelShelf } from './generation/modelShelf';
import type { DictionaryShelf } from './spelling/dictionaryShelf';
import type { WordLists } from './spelling/wordLists';

/** What the parts of the extension that open a dataset give it. */
export interface DocumentSetting {
  /** The folder of the built programs. */
  readonly programs: string;
  /** A folder for what has been edited and not been saved. */
  readonly unsaved: string;
  /** What the checks have found in datasets that were open before. */
  readonly findings: FindingsStorage;
  readonly names: KeptNames;
  readonly preferences: FilePreferencesStore;
  readonly wordLists: WordLists;
  readonly dictionaries: DictionaryShelf;
  readonly models: ModelShelf;
  /** What has been generated for datasets that were open before. */
  readonly candidates: CandidateStorage;
  /** A folder for comparisons of models. */
  readonly comparisons: string;
}
