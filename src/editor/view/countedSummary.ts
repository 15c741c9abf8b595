import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { Summary } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { summaryOf } from './checkResults';

/** The summary of a dataset's checks, counted again only where verdicts have changed: it is asked for with every step. */
export class CountedSummary {
  private counted: { verdicts: VerdictStore; version: number; summary: Summary } | undefined;

  constructor(private readonly document: DatasetDocument) {}

  /** `undefined` before the first check. */
  get current(): Summary | undefined {
    const { document, counted } = this;
    const { verdicts, version, complete, check } = document.checks;
    if (!verdicts) return undefined;
    if (counted?.verdicts === verdicts && counted.version === version && counted.summary.complete === complete) {
      return counted.summary;
    }
    const { equivalent } = document.languageOptions;
    const summary = summaryOf(verdicts, { complete, withSpelling: check?.spelling !== undefined, equivalent });
    this.counted = { verdicts, version, summary };
    return summary;
  }
}
