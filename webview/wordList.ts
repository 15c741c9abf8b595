import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { UnknownWordRow } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { isPrimary } from './keys';
import { SelectableList } from './selectableList';

/**
 * The grid "Words": unknown words with how often they stand in the dataset. Emits `word-select-all` and `word-correct`
 * (Ctrl+.), besides what every list of selectable rows does.
 */
@customElement('paddock-words')
export class WordList extends SelectableList<UnknownWordRow> {
  @property({ attribute: false }) format!: Format;

  protected readonly name = 'Words';
  protected readonly rowHeight = 44;
  protected readonly rowId = 'word';
  protected readonly rowClass = 'word-row';

  /** Where a row is on the screen; where the list is, for one that is not on it. */
  placeOf(row: number): DOMRect {
    return (this.querySelector(`#word-${row} .word-text`) ?? this).getBoundingClientRect();
  }

  protected override render(): TemplateResult {
    return html`<div class="word-row header" aria-hidden="true">
        <span class="word-cell">Word</span>
        <span class="word-language">Language</span>
        <span class="figure">Times</span>
        <span class="figure">Records</span>
      </div>
      ${this.renderRows()}`;
  }

  protected override renderCells({ word, language, occurrences, records, example }: UnknownWordRow): TemplateResult {
    const { format } = this;
    return html`<span class="word-cell" role="gridcell"
        ><bdi class="word-text" lang=${language}>${withControlPictures(word)}</bdi></span
      >
      <span class="word-language quiet" role="gridcell">${format.language(language)}</span>
      <span class="figure" role="gridcell" aria-label="${format.number(occurrences)} times">${format.number(occurrences)}</span>
      <span class="figure" role="gridcell" aria-label="in ${format.number(records)} record${records === 1 ? '' : 's'}"
        >${format.number(records)}</span
      >
      <span class="word-example quiet" role="gridcell" dir="auto" lang=${language}
        >${example
          ? html`${withControlPictures(example.before)}<b>${withControlPictures(example.word)}</b>${withControlPictures(
              example.after,
            )}`
          : nothing}</span
      >`;
  }

  protected override selectAll(): void {
    this.emit('word-select-all');
  }

  protected override runKey(event: KeyboardEvent): boolean {
    if (!isPrimary(event) || event.key !== '.' || event.altKey || event.shiftKey) return super.runKey(event);
    this.emit('word-correct');
    return true;
  }
}
