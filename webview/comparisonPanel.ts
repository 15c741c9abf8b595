import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ComparedResponse, ComparisonFigures } from '../src/metrics/comparison';
import type { ComparisonRow, ComparisonState } from '../src/protocol/toWebview';
import './comparedList';
import type { ComparedList } from './comparedList';
import { differenceInWords, lengthInWords, responseInWords, responseSign, shareInWords } from './comparisonWords';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { nextRequest, post } from './host';
import { iconButton } from './iconButton';
import { LatestRequest } from './latestRequest';
import './menuButton';
import { PageElement } from './pageElement';
import { RowPages } from './rowPages';
import { setProperties } from './setProperties';
import { directionOf } from './textDirection';
import { verdictSign } from './verdictSign';

/** CSS pixels that an instruction and each response need to stand side by side. */
const NARROWEST_COLUMN = 150;

/**
 * The region "Comparison": how models do on the same sample, in figures and side by side. Emits `comparison-close`.
 */
@customElement('paddock-comparison')
export class ComparisonPanel extends PageElement {
  @property({ attribute: false }) comparison!: ComparisonState;
  @property({ attribute: false }) format!: Format;
  /** Name of the model in force. */
  @property() modelInForce = '';
  /** Why nothing can be generated. */
  @property() unavailable = '';

  @state() private activeRow = 0;
  /** The row that the keys are at, with its texts in full. */
  @state() private shown: { readonly row: number; readonly texts: ComparisonRow } | undefined;
  @state() private isStacked = false;
  @query('paddock-compared') private list!: ComparedList | null;
  private asked = 0;

  private readonly pages = new RowPages<ComparisonRow>(
    (request, start, count) => post({ type: 'comparisonRows', request, start, count }),
    nextRequest,
  );
  private readonly inFull = new LatestRequest<number>((request, row) => {
    this.asked = row;
    post({ type: 'comparisonRows', request, start: row, count: 1 });
  }, nextRequest);
  private readonly resize = new ResizeObserver(
    () => (this.isStacked = this.clientWidth < NARROWEST_COLUMN * (1 + this.comparison.models.length)),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
  }

  override focus(): void {
    if (this.list) void this.list.updateComplete.then(() => this.list?.focus());
  }

  /** @returns whether the rows were asked for here */
  receive(request: number, rows: readonly ComparisonRow[]): boolean {
    const row = this.asked;
    if (this.inFull.settle(request)) {
      const [texts] = rows;
      if (texts && row === this.activeRow) this.shown = { row, texts };
      return true;
    }
    if (!this.pages.receive(request, rows)) return false;
    this.list?.requestUpdate();
    return true;
  }

  /** @returns whether the request was made here */
  fail(request: number): boolean {
    return this.inFull.settle(request) || this.pages.fail(request);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('comparison')) return;
    const before = changed.get('comparison');
    const { comparison } = this;
    if (before?.time !== comparison.time) {
      this.activeRow = 0;
      this.shown = undefined;
      this.isStacked = this.clientWidth < NARROWEST_COLUMN * (1 + comparison.models.length);
    }
    if (before?.time === comparison.time && before.done === comparison.done) return;
    this.pages.invalidate();
    // Of the row that is shown something may have come.
    if (this.shown?.texts.responses.every(Boolean) !== true) this.inFull.ask(this.activeRow);
  }

  protected override render(): TemplateResult {
    const { comparison, format, isStacked, activeRow } = this;
    const { models, records } = comparison;
    return html`<section
      class="panel comparison-panel"
      aria-label="Comparison"
      tabindex="-1"
      ${setProperties({ '--models': String(models.length) })}
      @keydown=${this.onKeydown}
    >
      ${this.renderHeader(comparison)} ${comparison.failures.map((failure) => this.renderFailure(failure))}
      ${this.renderFigures(comparison)}
      <paddock-compared
        .pages=${this.pages}
        .format=${format}
        .models=${models}
        .shown=${records}
        .activeRow=${Math.min(activeRow, records - 1)}
        .isStacked=${isStacked}
        @compared-select=${({ detail }: CustomEvent<number>) => this.select(detail)}
        @compared-open=${() => post({ type: 'showCompared', row: this.activeRow })}
      ></paddock-compared>
      ${this.shown ? this.renderShown(this.shown.texts) : nothing}
    </section>`;
  }

  private renderHeader({ records, perLanguage, seed, done, of, isRunning }: ComparisonState): TemplateResult {
    const { number } = this.format;
    return html`<header class="panel-header">
      <h2>Comparison</h2>
      <span class="quiet comparison-sample"
        >${number(records)} record${records === 1 ? '' : 's'}, at most ${number(perLanguage)} a language, seed ${seed}</span
      >
      <span class="space"></span>
      <span class="quiet" role="status">${done < of ? `${number(done)} of ${number(of)} responses` : nothing}</span>
      ${this.renderRunning(isRunning, done < of)}
      <paddock-menu-button
        label="Export"
        icon="export"
        .groups=${[
          {
            items: [
              { label: 'Export figures (CSV)…', run: () => post({ type: 'exportComparison', what: 'figures' }) },
              { label: 'Export responses (CSV)…', run: () => post({ type: 'exportComparison', what: 'responses' }) },
              { label: 'Export everything (JSONL)…', run: () => post({ type: 'exportComparison', what: 'all' }) },
            ],
          },
        ]}
      ></paddock-menu-button>
      ${iconButton({ label: 'Close', icon: 'close', shortcut: 'Escape', onClick: () => this.emit('comparison-close') })}
    </header>`;
  }

  private renderRunning(isRunning: boolean, isLacking: boolean): TemplateResult | typeof nothing {
    if (isRunning) {
      return iconButton({ label: 'Pause', icon: 'debug-pause', onClick: () => post({ type: 'cancel', task: 'compare' }) });
    }
    if (!isLacking) return nothing;
    return iconButton({
      label: this.unavailable || 'Continue',
      icon: 'debug-continue',
      isDisabled: this.unavailable !== '',
      onClick: () => post({ type: 'continueComparison' }),
    });
  }

  private renderFailure({ model, message }: ComparisonState['failures'][number]): TemplateResult {
    return html`<div class="banner" role="alert">
      <span class="codicon codicon-error" aria-hidden="true"></span>
      <span><b>${model}</b> is left out. ${message}</span>
    </div>`;
  }

  private renderFigures({ models, figures, differences }: ComparisonState): TemplateResult {
    const { format } = this;
    const languages = [...new Set(figures.map(({ language }) => language))];
    const all = languages.filter((language) => language === undefined);
    // With one language alone its figures are those of all.
    const shown = languages.length === 2 ? all : [...all, ...languages.filter((language) => language !== undefined)];
    return html`<div class="comparison-figures" tabindex="0" role="group" aria-label="Figures">
      <table aria-label="Figures by language and model">
        <thead>
          <tr>
            <th scope="col">Language</th>
            <th scope="col">Model</th>
            <th scope="col" class="figure" title="Responses in the expected language, of those that could be told; 95 % interval">
              Language correct
            </th>
            <th scope="col" class="figure" title="Words that are spelled correctly, of those that could be checked; 95 % interval">
              Spelled correctly
            </th>
            <th scope="col" class="figure" title="Mean length of the responses in characters; 95 % interval">Length</th>
            <th scope="col" class="figure" title="Responses whose language cannot be told, and those without text">Uncertain</th>
            <th scope="col" class="figure">Failed</th>
          </tr>
        </thead>
        ${repeat(
          shown,
          (language) => language,
          (language) => html`<tbody class=${language === undefined ? 'all' : ''}>
            ${models.map((model, at) => {
              const own = figures.find((each) => each.model === model && each.language === language);
              const name = language === undefined ? 'All' : format.language(language);
              return html`<tr>
                <th scope="row">${at === 0 ? name : html`<span class="for-screen-readers">${name}</span>`}</th>
                <td><span class="comparison-model">${this.renderModel(model, at, language === undefined)}</span></td>
                ${own ? this.renderFigureCells(own) : html`<td colspan="5"></td>`}
              </tr>`;
            })}
          </tbody>`,
        )}
      </table>
      ${differences.length > 0
        ? html`<ul class="comparison-differences" aria-label="Differences">
            ${differences.flatMap((difference) =>
              differenceInWords(difference, format).map((sentence) => html`<li>${sentence}</li>`),
            )}
          </ul>`
        : nothing}
    </div>`;
  }

  private renderModel(model: string, at: number, isUsable: boolean): TemplateResult {
    if (!isUsable) return html`<span class="comparison-name" title=${model}>${model}</span>`;
    const isInForce = model === this.modelInForce;
    return html`<span class="comparison-name" title=${model}>${model}</span>${isInForce
        ? html`<span class="codicon codicon-check" role="img" aria-label="in force" title="The model in force"></span>`
        : iconButton({ label: `Use ${model}`, icon: 'target', onClick: () => post({ type: 'useCompared', model: at }) })}`;
  }

  private renderFigureCells(figures: ComparisonFigures): TemplateResult {
    const { format } = this;
    const { languageCorrectness, spellingCorrectness, length, undetermined, failed } = figures;
    return html`<td class="figure">${shareInWords(languageCorrectness, format)}</td>
      <td class="figure">${shareInWords(spellingCorrectness, format)}</td>
      <td class="figure">${lengthInWords(length, format)}</td>
      <td class="figure">${format.number(undetermined)}</td>
      <td class="figure">${format.number(failed)}</td>`;
  }

  /** The texts in full of the row that the keys are at. */
  private renderShown({ position, id, language, instruction, responses }: ComparisonRow): TemplateResult {
    const { format, isStacked, comparison } = this;
    return html`<section class="compared-record ${isStacked ? 'stacked' : ''}" aria-label="Compared record" tabindex="0">
      <header>
        <span>${format.number(position + 1)}</span>
        ${id === undefined ? nothing : html`<span class="quiet">${withControlPictures(id)}</span>`}
        <span class="quiet">${format.language(language)}</span>
        <span class="space"></span>
        <vscode-button appearance="secondary" @click=${() => post({ type: 'showCompared', row: this.activeRow })}
          >Show record</vscode-button
        >
      </header>
      <div class="compared-full instruction" dir=${directionOf(instruction)} lang=${language}>${withControlPictures(instruction)}</div>
      <div class="compared-responses">
        ${responses.map((response, at) => this.renderFull(response, comparison.models[at], at))}
      </div>
    </section>`;
  }

  private renderFull(response: ComparedResponse | undefined, model: string, at: number): TemplateResult {
    const sign = response && responseSign(response);
    return html`<article aria-label=${model}>
      <header>
        <b class="comparison-name" title=${model}>${model}</b>
        ${sign ? verdictSign(sign) : nothing}
        <span class="quiet">${response ? responseInWords(response, this.format) : 'not generated yet'}</span>
        <span class="space"></span>
        ${response && response.error === undefined
          ? iconButton({
              label: `Take the response of ${model} as a candidate`,
              icon: 'reply',
              onClick: () => post({ type: 'takeCompared', row: this.activeRow, model: at }),
            })
          : nothing}
      </header>
      ${response
        ? html`<div class="compared-full" dir=${directionOf(response.error ?? response.text)} lang=${response.found?.language ?? nothing}>${withControlPictures(
            response.error ?? response.text,
          )}</div>`
        : nothing}
    </article>`;
  }

  private select(row: number): void {
    this.activeRow = row;
    this.inFull.ask(row);
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.emit('comparison-close');
  }
}
