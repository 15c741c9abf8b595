import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CandidateState } from '../src/generation/candidate';
import type { Row } from '../src/protocol/toWebview';
import { rowCandidateSign } from './candidates';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { post } from './host';
import { commandForKey } from './recordCommands';
import { SelectableList } from './selectableList';
import { setProperties } from './setProperties';
import { PROBLEM_NAMES, UNKNOWN_WORD_ICON, unknownWords } from './spellingWords';
import { directionOf } from './textDirection';
import { verdictSign } from './verdictSign';
import { EDIT_WORDS, rowLanguages, rowLanguagesInFull, rowSign, rowSignInFull } from './words';

/** The grid "Records". Emits `row-edit` (F2), besides what every list of selectable rows does. */
@customElement('paddock-grid')
export class RecordGrid extends SelectableList<Row> {
  @property({ attribute: false }) format!: Format;
  /** Records in the file: how wide their numbers are. */
  @property({ type: Number }) total = 0;

  protected readonly name = 'Records';
  /** Two lines of 18 and the space around them. See `.row` in the style sheet. */
  protected readonly rowHeight = 44;
  protected readonly rowId = 'row';
  protected readonly rowClass = 'row';
  protected override readonly menuContext = '{"webviewSection":"record","preventDefaultContextMenuItems":true}';

  protected override render(): TemplateResult {
    const properties = { '--number-width': `${Math.max(3, this.format.number(this.total).length)}ch` };
    return html`
      <div class="row header" aria-hidden="true" ${setProperties(properties)}>
        <span class="number">#</span>
        <span class="verdict">Verdict</span>
        <span class="languages">Languages</span>
        <span class="previews">Instruction / response</span>
      </div>
      ${this.renderRows(properties)}
    `;
  }

  protected override stateOf({ edited }: Row): string {
    return edited ?? '';
  }

  protected override renderCells(row: Row): TemplateResult {
    const sign = rowSign(row);
    const languages = rowLanguages(row, this.format);
    return html`
      <span class="number" role="gridcell" title=${row.id === undefined ? nothing : withControlPictures(row.id)}
        >${this.format.number(row.position + 1)}${row.edited
          ? html`<span class="for-screen-readers"> ${EDIT_WORDS[row.edited]}</span>`
          : nothing}</span
      >
      <span class="verdict" role="gridcell" title=${rowSignInFull(row) || nothing}
        >${sign ? verdictSign(sign) : nothing}</span
      >
      <span class="spelling" role="gridcell">${spellingSign(row, this.format)}</span>
      <span class="row-candidate" role="gridcell">${row.candidate ? candidateSign(row.candidate) : nothing}</span>
      <span class="languages" role="gridcell" title=${languages ? rowLanguagesInFull(row, this.format) : nothing}
        >${languages}</span
      >
      <span class="previews" role="gridcell"
        >${row.raw === undefined
          ? html`<span class="preview" dir=${directionOf(row.instruction)}>${withControlPictures(row.instruction)}</span
              ><span class="preview response" dir=${directionOf(row.response)}>${withControlPictures(row.response)}</span>`
          : html`<span class="preview raw" dir="auto">${withControlPictures(row.raw)}</span
              ><span class="preview response">${row.problem?.message}</span>`}</span
      >
    `;
  }

  protected override selectAll(): void {
    post({ type: 'selectAll' });
  }

  protected override runKey(event: KeyboardEvent): boolean {
    const command = commandForKey(event);
    if (command) {
      post({ type: 'command', command });
      return true;
    }
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (key !== 'F2' || altKey || ctrlKey || metaKey || shiftKey) return super.runKey(event);
    this.emit('row-edit');
    return true;
  }
}

function spellingSign({ misspelled, textProblem }: Row, format: Format): TemplateResult | typeof nothing {
  if (misspelled) return misspelledSign(misspelled, format);
  if (!textProblem) return nothing;
  const name = PROBLEM_NAMES[textProblem];
  return html`<span class="sign warning" title=${name}
    ><span class="codicon codicon-warning" aria-hidden="true"></span><span class="word problem">${name}</span></span
  >`;
}

/** A narrow list shows the icon without its word. */
function candidateSign(state: CandidateState): TemplateResult {
  const { icon, tone, word } = rowCandidateSign(state);
  return html`<span class="sign ${tone}" title="Candidate: ${word}"
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span
    ><span class="word"><span class="for-screen-readers">candidate </span>${word}</span></span
  >`;
}

/** A narrow list shows the number without its words. */
function misspelledSign(count: number, format: Format): TemplateResult {
  return html`<span class="sign warning" title=${unknownWords(count, format)}
    ><span class="codicon codicon-${UNKNOWN_WORD_ICON}" aria-hidden="true"></span
    ><span class="word">${format.number(count)}<span class="unknown"> unknown</span></span></span
  >`;
}
