import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LanguageMatrix, MatrixCell } from '../src/metrics/languageMatrix';
import type { LanguageTag } from '../src/schema/schema';
import type { Format } from './format';
import { PageElement } from './pageElement';
import { setProperties } from './setProperties';

/** Which responses to show: by their instruction's language and their own. */
export interface LanguagePair {
  readonly instruction: readonly LanguageTag[];
  readonly found: readonly LanguageTag[];
}

interface Place {
  readonly row: number;
  readonly column: number;
}

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/**
 * The grid of how many responses in which languages answer instructions in which languages: one tab stop, which the
 * arrow keys move from count to count. Emits `pair-choose` (detail: a `LanguagePair`).
 */
@customElement('paddock-matrix')
export class LanguageMatrixGrid extends PageElement {
  @property({ attribute: false }) matrix!: LanguageMatrix;
  @property({ attribute: false }) format!: Format;
  /** Where the keyboard is. */
  @state() private current: Place | undefined;

  protected override render(): TemplateResult {
    const { matrix, format } = this;
    return html`<table class="matrix" role="grid" aria-labelledby="matrix-title" @keydown=${this.onKeydown}>
      <thead>
        <tr>
          <th scope="col">Instruction ↓ Response →</th>
          ${matrix.responses.map(
            (languages) =>
              html`<th scope="col" class="figure" title=${nameOf(languages, format)} aria-label=${nameOf(languages, format)}>
                ${tagOf(languages)}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${matrix.instructions.map(
          (languages, row) => html`<tr>
            <th scope="row">${nameOf(languages, format)} <span class="quiet">${tagOf(languages)}</span></th>
            ${matrix.cells[row].map((cell, column) => this.renderCell(cell, { row, column }))}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private renderCell({ responses, flagged }: MatrixCell, { row, column }: Place): TemplateResult {
    if (responses === 0) return html`<td></td>`;
    const { matrix, format } = this;
    const { instructions, responses: columns } = matrix;
    const isMostlyFlagged = 2 * flagged >= responses;
    const tabStop = this.tabStop;
    const words =
      `${nameOf(instructions[row], format)} to ${nameOf(columns[column], format)}: ` +
      `${format.number(responses)} response${responses === 1 ? '' : 's'}, ${format.number(flagged)} flagged`;
    return html`<td class="figure" ${setProperties({ '--flagged': String(flagged / responses) })}>
      <button
        type="button"
        class=${isMostlyFlagged ? 'sign warning' : ''}
        title="${words}. Show them"
        aria-label=${words}
        tabindex=${tabStop?.row === row && tabStop.column === column ? 0 : -1}
        @focus=${() => (this.current = { row, column })}
        @click=${() => this.emit('pair-choose', { instruction: instructions[row], found: columns[column] } satisfies LanguagePair)}
      >
        ${isMostlyFlagged ? html`<span class="codicon codicon-warning" aria-hidden="true"></span>` : nothing}${format.number(responses)}
      </button>
    </td>`;
  }

  /** Where Tab leads: where the keyboard was last, else the first count. */
  private get tabStop(): Place | undefined {
    const { cells } = this.matrix;
    const { current } = this;
    if (current && cells[current.row]?.[current.column]?.responses) return current;
    for (const [row, columns] of cells.entries()) {
      const column = columns.findIndex(({ responses }) => responses > 0);
      if (column >= 0) return { row, column };
    }
    return undefined;
  }

  private onKeydown(event: KeyboardEvent): void {
    const move = MOVES[event.key];
    if (!move || !this.current || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const { cells } = this.matrix;
    let { row, column } = this.current;
    do {
      row += move[0];
      column += move[1];
    } while (cells[row]?.[column]?.responses === 0);
    const cell = this.querySelectorAll('tbody tr')[row]?.querySelectorAll('td')[column];
    cell?.querySelector('button')?.focus();
  }
}

function nameOf(languages: readonly LanguageTag[], format: Format): string {
  if (languages.length !== 1) return 'Other languages';
  return languages[0] === 'und' ? 'Cannot be told' : format.language(languages[0]);
}

function tagOf(languages: readonly LanguageTag[]): string {
  if (languages.length !== 1) return 'other';
  return languages[0] === 'und' ? '?' : languages[0];
}
