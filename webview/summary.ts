import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { LanguageAgreement } from '../src/metrics/languageAgreement';
import type { NotSpelledWords, SpellingCorrectness, SpellingFigures } from '../src/metrics/spellingCorrectness';
import type { Summary } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import type { Format } from './format';
import { iconButton } from './iconButton';
import './languageMatrix';
import type { LanguagePair } from './languageMatrix';
import { PageElement } from './pageElement';
import { setProperties } from './setProperties';
import { notSpelledWords, unknownWords } from './spellingWords';

/**
 * The dialog "Summary": agreement by expected language, what is uncertain, which languages answer which, and how well
 * each is spelled. Emits `language-choose` (detail: the language's tag), `languages-choose` (detail: a `LanguagePair`),
 * `language-expect` (detail: the language's tag) and `words-open` (detail: the language's tag, or nothing for all).
 */
@customElement('paddock-summary')
export class SummaryDialog extends PageElement {
  @property({ attribute: false }) summary: Summary | undefined;
  /** When the check ended, in milliseconds since 1970. */
  @property({ attribute: false }) time: number | undefined;
  @property({ attribute: false }) format!: Format;
  @query('dialog') private dialog!: HTMLDialogElement;

  open(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  private close(): void {
    this.dialog.close();
  }

  protected override render(): TemplateResult {
    const { summary } = this;
    return html`<dialog class="summary" aria-labelledby="summary-title" @click=${this.onClick}>
      <div class="summary-frame">
        <div class="summary-header">
          <h2 id="summary-title">Summary</h2>
          <span class="space"></span>
          ${iconButton({ label: 'Close', icon: 'close', onClick: () => this.close() })}
        </div>
        ${summary ? this.renderSummary(summary) : nothing}
      </div>
    </dialog>`;
  }

  private renderSummary(summary: Summary): TemplateResult {
    const { all, matrix, problems, complete } = summary;
    return html`
      ${complete
        ? nothing
        : html`<p class="notice">Not all records have been checked: these are the figures so far.</p>`}
      ${this.renderCrossLingual(summary)}
      <div class="summary-scroller">
        ${this.renderAgreements(summary)} ${this.renderUncertain(all)}
        <h3 id="matrix-title">Responses by language of instruction and response</h3>
        <paddock-matrix
          .matrix=${matrix}
          .format=${this.format}
          @pair-choose=${({ detail }: CustomEvent<LanguagePair>) => this.choose('languages-choose', detail)}
        ></paddock-matrix>
        ${summary.spelling ? this.renderSpelling(summary.spelling) : nothing}
      </div>
      ${problems > 0
        ? html`<p class="notice">
            ${this.format.number(problems)} record${problems === 1 ? '' : 's'} could not be read.
          </p>`
        : nothing}
      ${this.time === undefined ? nothing : html`<p class="notice quiet">Checked ${this.format.time(this.time)}.</p>`}
    `;
  }

  /** The file looks as if its responses were meant to be in another language than its instructions. */
  private renderCrossLingual({ crossLingual }: Summary): TemplateResult | typeof nothing {
    if (!crossLingual) return nothing;
    const { percent, language } = this.format;
    const { instruction, response, share } = crossLingual;
    return html`<div class="banner info cross-lingual">
      <span class="codicon codicon-lightbulb" aria-hidden="true"></span>
      <span
        >Instructions are ${language(instruction)}, but ${percent(share)} of the responses are ${language(response)}. Is
        that how this dataset is meant?</span
      >
      <span class="space"></span>
      <vscode-button @click=${() => this.choose('language-expect', response)}>Expect ${language(response)}</vscode-button>
    </div>`;
  }

  private renderAgreements({ languages, all }: Summary): TemplateResult {
    return html`<table class="agreements">
      <thead>
        <tr>
          <th scope="col">Expected language</th>
          <th scope="col" class="figure">Responses</th>
          <th scope="col" colspan="2">Agreement, 95 % interval</th>
          <th scope="col" class="figure">Mismatch</th>
          <th scope="col" class="figure">Mixed</th>
          <th scope="col" class="figure">Uncertain</th>
        </tr>
      </thead>
      <tbody>
        ${languages.map((language) => this.renderLanguage(language))}
      </tbody>
      ${languages.length > 1
        ? html`<tfoot>
            ${this.renderLanguage(all, 'All')}
          </tfoot>`
        : nothing}
    </table>`;
  }

  private renderSpelling(spelling: SpellingFigures): TemplateResult {
    const { languages, all, notChecked } = spelling;
    return html`<h3>Spelling of responses</h3>
      ${languages.length > 0
        ? html`<table class="spellings" aria-label="Spelling of responses">
            <thead>
              <tr>
                <th scope="col">Language</th>
                <th scope="col" class="figure">Responses</th>
                <th scope="col" class="figure">Words</th>
                <th scope="col" class="figure">Unknown</th>
                <th scope="col">Correctness, 95 % interval</th>
                <th scope="col" class="figure">Misspelled</th>
              </tr>
            </thead>
            <tbody>
              ${languages.map((language) => this.renderCorrectness(language))}
            </tbody>
            ${languages.length > 1
              ? html`<tfoot>
                  ${this.renderCorrectness(all)}
                </tfoot>`
              : nothing}
          </table>`
        : nothing}
      ${notChecked.length > 0
        ? html`<ul class="not-checked" aria-label="Spelling not checked">
            ${notChecked.map((each) => this.renderNotChecked(each))}
          </ul>`
        : nothing}
      ${spelling.unknownWords > 0
        ? html`<p class="notice">
            <button class="link" type="button" @click=${() => this.choose('words-open', undefined)}>
              Show the ${unknownWords(spelling.unknownWords, this.format)}
            </button>
          </p>`
        : nothing}`;
  }

  private renderCorrectness({ language, responses, words, unknown, correctness, flagged }: SpellingCorrectness): TemplateResult {
    const { format } = this;
    const percent = (rate: number) => format.percent(rate, 2);
    return html`<tr>
      <th scope="row">
        ${language === undefined ? 'All' : html`${format.language(language)} <span class="quiet">${language}</span>`}
      </th>
      <td class="figure">${format.number(responses)}</td>
      <td class="figure">${format.number(words)}</td>
      <td class="figure">${unknown > 0 ? this.renderUnknown(unknown, language) : format.number(0)}</td>
      <td>
        ${correctness
          ? html`${percent(correctness.rate)}
              <span class="quiet">${percent(correctness.low)} – ${percent(correctness.high)}</span>`
          : html`<span class="quiet">no words</span>`}
      </td>
      <td class="figure">${format.number(flagged)}</td>
    </tr>`;
  }

  private renderUnknown(count: number, language: LanguageTag | undefined): TemplateResult {
    const { format } = this;
    const words = language === undefined ? 'unknown words' : `unknown words in ${format.language(language)}`;
    return html`<button
      class="link"
      type="button"
      aria-label="${format.number(count)}: show the ${words}"
      title="Show the ${words}"
      @click=${() => this.choose('words-open', language)}
    >
      ${format.number(count)}
    </button>`;
  }

  private renderNotChecked({ language, words, why }: NotSpelledWords): TemplateResult {
    const { format } = this;
    // What is not divided into words is not counted in them.
    const counted = why?.reason === 'no spelling' ? '' : `${format.number(words)} word${words === 1 ? '' : 's'}, `;
    return html`<li>
      <span class="codicon codicon-circle-slash" aria-hidden="true"></span>
      <span>Not checked: ${counted}${notSpelledWords(language, why, format)}</span>
    </li>`;
  }

  /** What the agreement does not count. */
  private renderUncertain({ responses, undetermined, empty }: LanguageAgreement): TemplateResult | typeof nothing {
    if (responses === 0) return nothing;
    const { number, percent } = this.format;
    return html`<p class="notice">
      Uncertain: ${number(undetermined + empty)} of ${number(responses)} responses
      (${percent((undetermined + empty) / responses)}), ${number(undetermined)} undetermined and ${number(empty)} empty.
      They do not count in the agreement.
    </p>`;
  }

  private renderLanguage(summary: LanguageAgreement, name?: string): TemplateResult {
    const { format } = this;
    const { language, responses, mismatch, mixed, undetermined, empty } = summary;
    const choose = language === undefined ? undefined : () => this.choose('language-choose', language);
    return html`<tr class=${choose ? 'choice' : ''} @click=${choose ?? nothing}>
      <th scope="row">
        ${language === undefined
          ? (name ?? 'Not told')
          : html`<button type="button" title="Show the records expected in ${format.language(language)}">
              ${format.language(language)} <span class="quiet">${language}</span>
            </button>`}
      </th>
      <td class="figure">${format.number(responses)}</td>
      ${this.renderAgreement(summary)}
      <td class="figure">${format.number(mismatch)}</td>
      <td class="figure">${format.number(mixed)}</td>
      <td class="figure">${format.number(undetermined + empty)}</td>
    </tr>`;
  }

  private renderAgreement({ agreement }: LanguageAgreement): TemplateResult {
    if (!agreement) return html`<td colspan="2" class="quiet">nothing judged</td>`;
    const { rate, low, high } = agreement;
    const { percent } = this.format;
    return html`<td class="bar-cell">
        <div
          class="bar"
          aria-hidden="true"
          ${setProperties({ '--rate': String(rate), '--low': String(low), '--high': String(high) })}
        >
          <div class="bar-rate"></div>
          <div class="bar-interval"></div>
        </div>
      </td>
      <td>${percent(rate)} <span class="quiet">${percent(low)} – ${percent(high)}</span></td>`;
  }

  private choose(
    event: 'language-choose' | 'languages-choose' | 'language-expect' | 'words-open',
    detail: unknown,
  ): void {
    this.close();
    this.emit(event, detail);
  }

  /** A click beside the dialog closes it, as with VS Code's own. */
  private onClick({ target }: Event): void {
    if (target === this.dialog) this.close();
  }
}
