import * as vscode from 'vscode';
import type { FromWebview } from '../../protocol/fromWebview';
import type { ToWebview } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { unknownWordRows } from './unknownWordRows';

/** What the page asks and decides about words: messages of spelling, for one dataset. */
export class WordMessages {
  constructor(private readonly document: DatasetDocument) {}

  async answer(message: Extract<FromWebview, { type: 'suggestions' | 'unknownWords' }>): Promise<ToWebview> {
    const { document } = this;
    const { request } = message;
    if (message.type === 'suggestions') {
      const suggestions = await document.spelling.dictionaries.suggestions(message.language, message.word);
      return { type: 'suggestions', request, suggestions };
    }
    const { total, words } = await unknownWordRows(document, message);
    return { type: 'unknownWords', request, start: message.start, total, words };
  }

  /** What follows is shown as it comes; only what fails has to be said. */
  async decide(message: Extract<FromWebview, { type: 'acceptWords' | 'forbidWords' }>): Promise<void> {
    const { words } = this.document;
    try {
      if (message.type === 'acceptWords') await words.accept(message.words, message.where);
      else await words.forbid(message.words, message.where);
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
    }
  }
}
