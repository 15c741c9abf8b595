import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RecordProblem } from '../src/dataset/recordProblem';
import type { RecordKey } from '../src/protocol/toWebview';
import './editableText';
import type { EditableText, EditableTextSource } from './editableText';
import type { Format } from './format';
import { requestProblems, requestText } from './host';
import { markedText } from './markedText';
import { PageElement } from './pageElement';
import { lineAndColumn } from './textPlace';

/** Milliseconds without a key after which the text is examined. */
const TYPING_PAUSE = 200;

export interface RawText {
  readonly record: RecordKey;
  /** Which it has come with. */
  readonly request: number;
  readonly text: string;
}

/** A record's text, as it is written in the file. While it is edited, what is wrong with it is shown where it is. */
@customElement('paddock-raw')
export class RawEditor extends PageElement {
  @property({ attribute: false }) text!: RawText;
  @property({ attribute: false }) format!: Format;
  /** Accessible name. */
  @property() label = '';

  @state() private problems: readonly RecordProblem[] = [];
  @query('paddock-text') private editable!: EditableText;
  private source!: EditableTextSource;
  private typed = '';
  private pause: ReturnType<typeof setTimeout> | undefined;
  private examination = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text') && !changed.has('format')) return;
    const { record, request, text } = this.text;
    if (changed.get('text')?.record !== record) this.clear();
    this.source = {
      record,
      request,
      name: 'raw',
      text,
      draw: (shown) => markedText(shown, {}, this.format),
      change: (typed) => ({ kind: 'raw', text: typed }),
      load: () => requestText({ type: 'rawText', key: record }),
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clear();
  }

  protected override render(): TemplateResult {
    const [problem] = this.problems;
    return html`<paddock-text
        class="raw-text"
        label=${this.label}
        .format=${this.format}
        .source=${this.source}
        .mark=${problem?.offset}
        @text-typed=${({ detail }: CustomEvent<string>) => this.examineSoon(detail)}
        @text-leave=${this.clear}
      ></paddock-text>
      <div class="raw-problems" role="status">
        ${this.problems.map((each) => this.renderProblem(each))}
      </div>`;
  }

  private renderProblem({ severity, message, offset }: RecordProblem): TemplateResult {
    return html`<p class="sign ${severity}">
      <span class="codicon codicon-${severity}" aria-hidden="true"></span>
      <span class="word">${message} ${offset === undefined ? nothing : this.renderPlace(offset)}</span>
    </p>`;
  }

  private renderPlace(offset: number): TemplateResult {
    const { line, column } = lineAndColumn(this.typed, offset);
    // The message says the place already.
    const words = `Show line ${this.format.number(line)}, column ${this.format.number(column)}`;
    return html`<button
      class="link"
      type="button"
      aria-label=${words}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => void this.editable.select(offset, offset + 1)}
      >Show</button
    >`;
  }

  private examineSoon(text: string): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.examine(text), TYPING_PAUSE);
  }

  private async examine(text: string): Promise<void> {
    const examination = ++this.examination;
    const problems = await requestProblems(text).catch(() => []);
    if (examination !== this.examination) return;
    this.typed = text;
    this.problems = problems;
  }

  private readonly clear = (): void => {
    clearTimeout(this.pause);
    this.examination++;
    this.problems = [];
  };
}
