import { html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { SpellingMistake } from '../src/checks/finding';
import type { TextProblem, UnknownWord } from '../src/checks/spelling/spellingVerdict';
import type { WordListName } from '../src/protocol/fromWebview';
import type { Correction } from '../src/protocol/toWebview';
import './actionMenu';
import type { ActionMenu, MenuGroup, MenuItem } from './actionMenu';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { post, requestSuggestions } from './host';
import { PageElement } from './pageElement';
import { fixWords, mistakeWords } from './spellingWords';
import { acceptItems } from './wordListItems';

/** What the menu is about, and what comes of it. */
export interface MistakeInText {
  readonly mistake: SpellingMistake;
  /** The stretch of text that is wrong, as it is written. */
  readonly written: string;
  /** Where it is on the screen. */
  place(): DOMRect;
  readonly isRightToLeft: boolean;
  /** Puts another text there; absent where the menu is about a word wherever it stands in the dataset. */
  replace?(text: string): void;
  /** The menu has closed. @param isFocusToReturn see `menu-close`. */
  closed(isFocusToReturn: boolean): void;
}

/**
 * What can be done about a mistake, as VS Code's quick fixes are offered: the suggestions, best first, to replace it
 * everywhere, to accept the word. Emits `replace-open` (detail: the text to replace) where there is no suggestion to
 * preview, or another word is wanted.
 */
@customElement('paddock-suggestions')
export class SuggestionMenu extends PageElement {
  @property({ attribute: false }) wordLists: readonly WordListName[] = [];
  @property({ attribute: false }) format!: Format;

  @state() private about: MistakeInText | undefined;
  /** Absent until they have come. */
  @state() private suggestions: readonly string[] | undefined;
  private asked: Promise<readonly string[]> = Promise.resolve([]);
  /** Why there are none. */
  @state() private failure: string | undefined;
  @query('paddock-menu') private menu!: ActionMenu | null;

  /** What the open menu is about. */
  get mistake(): SpellingMistake | undefined {
    return this.menu?.isOpen ? this.about?.mistake : undefined;
  }

  close(): void {
    this.menu?.close();
  }

  open(about: MistakeInText): void {
    this.about = about;
    this.suggestions = undefined;
    this.failure = undefined;
    if (about.mistake.kind === 'unknownWord') this.asked = this.ask(about, about.mistake);
    void this.updateComplete.then(() =>
      this.menu?.open({ anchor: about.place, align: about.isRightToLeft ? 'right' : 'left', at: 'first' }),
    );
  }

  protected override render(): TemplateResult {
    const { about } = this;
    return html`<paddock-menu
      label=${about ? `Suggestions for “${withControlPictures(about.written)}”` : ''}
      .isWaiting=${this.isWaiting}
      .groups=${about ? this.groups(about) : []}
      @menu-close=${({ detail }: CustomEvent<boolean>) => this.about?.closed(detail)}
    ></paddock-menu>`;
  }

  private get isWaiting(): boolean {
    return this.about?.mistake.kind === 'unknownWord' && !this.suggestions;
  }

  private async ask(about: MistakeInText, { language, word }: UnknownWord): Promise<readonly string[]> {
    const answer = await requestSuggestions(language, word).catch((error: Error) => error);
    const suggestions = answer instanceof Error ? [] : answer;
    if (this.about !== about) return suggestions;
    this.suggestions = suggestions;
    if (answer instanceof Error) this.failure = answer.message;
    return suggestions;
  }

  private groups(about: MistakeInText): readonly MenuGroup[] {
    const { mistake } = about;
    const label = mistakeWords(mistake, this.format);
    if (mistake.kind !== 'unknownWord') return [{ label, items: [this.fixItem(about, mistake)] }];
    const accept = (where: WordListName | 'ignored') =>
      post({ type: 'acceptWords', words: [{ language: mistake.language, word: mistake.word }], where });
    return [
      { label, items: this.suggestionItems(about, mistake) },
      { items: [this.everywhereItem(about, mistake)] },
      { items: [...acceptItems(this.wordLists, accept), { label: 'Ignore', run: () => accept('ignored') }] },
    ];
  }

  private suggestionItems(about: MistakeInText, { language, word }: UnknownWord): MenuItem[] {
    const { suggestions, failure } = this;
    if (failure !== undefined) return [notice(failure)];
    if (!suggestions) return [notice('Looking for suggestions…')];
    if (suggestions.length === 0) return [notice('No suggestions')];
    const choose = about.replace ?? ((correction) => preview({ language, word, correction }));
    // Dictionaries have the plain apostrophe only.
    const isCurly = about.written.includes('\u2019');
    return suggestions.map((suggestion) => {
      const label = isCurly ? suggestion.replaceAll("'", '\u2019') : suggestion;
      return { label, language, run: () => choose(label) };
    });
  }

  private fixItem(about: MistakeInText, { kind, fix }: TextProblem): MenuItem {
    if (fix === undefined) return notice('No fix: only you can tell');
    return { label: `Fix: ${fixWords(kind, withControlPictures(fix))}`, run: () => about.replace?.(fix) };
  }

  /** Previews the best suggestion, where the suggestions are not for all places themselves. */
  private everywhereItem({ written, replace }: MistakeInText, { language, word }: UnknownWord): MenuItem {
    const open = () => this.emit('replace-open', written);
    if (!replace) return { label: 'Replace by another word…', run: open };
    const previewBest = async () => {
      const [correction] = await this.asked;
      if (correction === undefined) open();
      else preview({ language, word, correction });
    };
    return { label: 'Replace everywhere in the dataset…', run: () => void previewBest() };
  }
}

function preview(correction: Correction): void {
  post({ type: 'previewCorrections', corrections: [correction] });
}

/** Said where there is nothing to choose. */
function notice(label: string): MenuItem {
  return { label, isDisabled: true, run: () => undefined };
}
