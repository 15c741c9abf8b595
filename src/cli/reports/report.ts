import type { Finding } from '../../checks/finding';
import type { CrossLingual } from '../../checks/language/crossLingual';
import type { Container } from '../../dataset/recordIndex';
import type { LanguageAgreement } from '../../metrics/languageAgreement';
import type { SpellingFigures } from '../../metrics/spellingCorrectness';

/** A dataset as it is checked. */
export interface FileInForce {
  /** As the user named it: a path, or `-` for standard input. */
  readonly name: string;
  readonly container: Container;
  readonly records: number;
  /** "Alpaca: 91 of 91 sampled records have instruction and output"; absent when no schema fits. */
  readonly schema?: string;
}

/** What a check found in one file, in numbers. */
export interface FileSummary {
  /** Absent where languages were not to be reported. */
  readonly language?: {
    readonly languages: readonly LanguageAgreement[];
    readonly all: LanguageAgreement;
    readonly crossLingual?: CrossLingual;
  };
  /** Absent where spelling was not checked. */
  readonly spelling?: SpellingFigures;
  /** Records with something wrong as such: not JSON, no response … */
  readonly problems: number;
}

/**
 * Writes what a check finds, piece by piece, so that no report is held as a whole.
 * Each method gives the text to write; they are called in this order: `begin`, then for every file that can be read
 * `beginFile`, `finding` for each of its findings and `endFile`, then `end`.
 */
export interface Report {
  begin(): string;
  beginFile(file: FileInForce): string;
  finding(finding: Finding): string;
  endFile(summary: FileSummary): string;
  /** @param errors why files could not be read, in the order of the command line. */
  end(errors: readonly string[]): string;
}
