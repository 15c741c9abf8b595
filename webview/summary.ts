import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { LanguageAgreement } from '../src/metrics/languageAgreement';
import type { Summary } from '../src/protocol/toWebview';
import type { Format } from './format';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { setProperties } from './setProperties';

/** The dialog "Summary": agreement by expected language. Emits `language-choose` (detail: the language's tag). */
@customElement('paddock-summary')
export class SummaryDialog extends PageElement {
  @property({ attribute: false }) summary: Summary | undefined;
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
        <header>
          <h2 id="summary-title">Summary</h2>
          <span class="space"></span>
          ${iconButton({ label: 'Close', icon: 'close', onClick: () => this.close() })}
        </header>
        ${summary ? this.renderSummary(summary) : nothing}
      </div>
    </dialog>`;
  }

  private renderSummary({ languages, all, problems, complete }: Summary): TemplateResult {
    return html`
      ${complete
        ? nothing
        : html`<p class="notice">Not all records have been checked: these are the figures so far.</p>`}
      <div class="summary-scroller">
        <table>
          <thead>
            <tr>
              <th scope="col">Expected language</th>
              <th scope="col" class="figure">Responses</th>
              <th scope="col" colspan="2">Agreement, 95 % interval</th>
              <th scope="col" class="figure">Flagged</th>
              <th scope="col" class="figure">Undetermined</th>
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
        </table>
      </div>
      ${problems > 0
        ? html`<p class="notice">
            ${this.format.number(problems)} record${problems === 1 ? '' : 's'} could not be read.
          </p>`
        : nothing}
    `;
  }

  private renderLanguage(summary: LanguageAgreement, name?: string): TemplateResult {
    const { format } = this;
    const { language, responses, flagged, undetermined } = summary;
    const choose = language === undefined ? undefined : () => this.choose(language);
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
      <td class="figure">${format.number(flagged)}</td>
      <td class="figure">${format.number(undetermined)}</td>
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

  private choose(language: string): void {
    this.close();
    this.emit('language-choose', language);
  }

  /** A click beside the dialog closes it, as with VS Code's own. */
  private onClick({ target }: Event): void {
    if (target === this.dialog) this.close();
  }
}
