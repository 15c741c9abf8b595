import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { EditorState, Summary } from '../src/protocol/toWebview';
import type { MenuGroup } from './actionMenu';
import './findBox';
import type { FindBox } from './findBox';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import './menuButton';
import { PageElement } from './pageElement';
import { regenerateMenu, regenerateTitle } from './regenerateItems';
import { RECORD_COMMANDS, type RecordCommand } from './recordCommands';
import { rovingFocus } from './rovingFocus';
import type { Placement } from './savedState';
import { UNKNOWN_WORD_ICON, unknownWords } from './spellingWords';

const CHECKS: readonly MenuGroup[] = [
  {
    items: (
      [
        ['Check Everything', 'checkEverything'],
        ['Check Language Consistency', 'checkLanguage'],
        ['Check Spelling', 'checkSpelling'],
      ] as const
    ).map(([label, command]) => ({ label, run: () => post({ type: 'command', command }) })),
  },
];

/** The toolbar "Dataset". Emits `summary-open`, `words-open` and `placement-change`, besides what the Find box does. */
@customElement('paddock-toolbar')
export class Toolbar extends PageElement {
  @property({ attribute: false }) editor!: EditorState;
  @property({ attribute: false }) format!: Format;
  /** Where the record is now. */
  @property() placement: Placement = 'beside';

  @query('paddock-find') private findBox!: FindBox;

  focusFind(): void {
    this.findBox.focus();
  }

  /** Goes to the next or previous match. @returns whether something is searched for */
  stepMatch(direction: 1 | -1): boolean {
    if (!this.editor.find) return false;
    this.findBox.step(direction);
    return true;
  }

  protected override render(): TemplateResult {
    const { editor, format, placement } = this;
    const { facets, schema, summary, progress } = editor;
    const isChecking = progress.some(({ task }) => task === 'check');
    const isFlaggedKnown = facets !== undefined && facets.flagged > 0;
    return html`<div class="toolbar" role="toolbar" aria-label="Dataset" ${rovingFocus()}>
      <div class="toolbar-group">
        <vscode-button
          class="check"
          aria-label="Check"
          title="Check everything: language consistency and spelling"
          ?disabled=${isChecking || editor.total === 0}
          @click=${() => post({ type: 'command', command: 'checkEverything' })}
          ><span slot="start" class="codicon codicon-play" aria-hidden="true"></span><span class="check-word">Check</span></vscode-button
        >
        <paddock-menu-button
          label="Choose what to check"
          icon="chevron-down"
          .isDisabled=${isChecking || editor.total === 0}
          .groups=${CHECKS}
        ></paddock-menu-button>
        ${iconButton({
          label: 'Set expected language…',
          icon: 'globe',
          onClick: () => post({ type: 'command', command: 'setExpectedLanguage' }),
        })}
      </div>
      <div class="toolbar-group">${this.renderRegenerate()}</div>
      <div class="toolbar-group">
        ${iconButton({
          label: 'Previous flagged',
          icon: 'chevron-left',
          isDisabled: !isFlaggedKnown,
          onClick: () => post({ type: 'step', to: 'flagged', direction: -1 }),
        })}
        <span class="quiet step-word" aria-hidden="true">flagged</span>
        ${iconButton({
          label: 'Next flagged',
          icon: 'chevron-right',
          isDisabled: !isFlaggedKnown,
          onClick: () => post({ type: 'step', to: 'flagged', direction: 1 }),
        })}
      </div>
      <paddock-find .find=${editor.find} .fields=${schema.fields} .format=${format}></paddock-find>
      <vscode-button
        class="schema"
        aria-label="schema: ${schema.name}"
        appearance="icon"
        title=${schema.reason}
        @click=${() => post({ type: 'command', command: 'selectSchema' })}
        ><span class="schema-word">schema:</span><span class="schema-name">${schema.name}</span></vscode-button
      >
      <div class="toolbar-group toolbar-results">
        ${facets
          ? html`<span class="flagged-count"
              >${format.number(facets.flagged)}<span class="of-total"> of ${format.number(editor.total)}</span>
              flagged</span
            >`
          : nothing}
        ${summary ? this.renderSummaryButton(summary) : nothing}
        ${summary?.spelling ? this.renderWordsButton(summary.spelling.unknownWords, isChecking) : nothing}
        <paddock-menu-button label="Edit records" icon="edit" .groups=${this.editMenu}></paddock-menu-button>
        ${iconButton({
          label: placement === 'beside' ? 'Put the record below the list' : 'Put the record beside the list',
          icon: placement === 'beside' ? 'split-vertical' : 'split-horizontal',
          onClick: () => this.emit('placement-change', placement === 'beside' ? 'below' : 'beside'),
        })}
      </div>
    </div>`;
  }

  private renderRegenerate(): TemplateResult {
    const { generation, total } = this.editor;
    const { unavailable } = generation;
    return html`<vscode-button
        class="regenerate"
        aria-label="Regenerate"
        appearance="icon"
        title=${regenerateTitle(generation)}
        ?disabled=${unavailable !== undefined || total === 0}
        @click=${() => post({ type: 'command', command: 'regenerate' })}
        ><span class="codicon codicon-sparkle" aria-hidden="true"></span
        ><span class="regenerate-word">Regenerate</span></vscode-button
      >
      <paddock-menu-button
        label="Choose what to regenerate, and with which model"
        icon="chevron-down"
        .isDisabled=${unavailable !== undefined}
        .groups=${regenerateMenu(generation, total === 0)}
      ></paddock-menu-button>`;
  }

  /** Which words are unknown is told at the end of the check. */
  private renderWordsButton(count: number, isChecking: boolean): TemplateResult {
    const isUntold = count === 0 && isChecking;
    const words = isUntold ? 'Unknown words' : unknownWords(count, this.format);
    return html`<vscode-button
      class="unknown-words"
      aria-label=${words}
      appearance="icon"
      title=${isUntold ? 'Show the unknown words of the dataset' : `Show the ${words} of the dataset`}
      @click=${() => this.emit('words-open')}
      ><span class="codicon codicon-${UNKNOWN_WORD_ICON}" aria-hidden="true"></span
      ><span class="unknown-count">${isUntold ? '…' : this.format.number(count)}</span></vscode-button
    >`;
  }

  private get editMenu(): MenuGroup[] {
    const { total, filters } = this.editor;
    const { add, duplicate, delete: remove, moveUp, moveDown, setField, replace, keepShown, export: save } = RECORD_COMMANDS;
    const groups: RecordCommand[][] = [[add, duplicate, remove, moveUp, moveDown], [setField, replace], [keepShown, save]];
    const isDisabled = (each: RecordCommand) =>
      (total === 0 && each !== add) || (filters.length === 0 && each === keepShown);
    return groups.map((group) => ({
      items: group.map((each) => ({
        ...each,
        isDisabled: isDisabled(each),
        run: () => post({ type: 'command', command: each.command }),
      })),
    }));
  }

  private renderSummaryButton({ all, languages, complete }: Summary): TemplateResult {
    const told = languages.flatMap(({ language }) => language ?? []);
    const rate = all.agreement && this.format.percent(all.agreement.rate);
    const words = rate === undefined ? 'Summary' : told.length === 1 ? `${told[0]} ${rate}` : `${rate} agree`;
    return html`<vscode-button
      class="agreement"
      aria-label=${rate === undefined ? words : `Summary: ${words}`}
      appearance="icon"
      title="Summary by language${complete ? '' : ' (not all records checked)'}"
      .ariaHaspopup=${'dialog'}
      @click=${() => this.emit('summary-open')}
      ><span class="codicon codicon-graph" aria-hidden="true"></span>${words}${complete ? '' : ' …'}</vscode-button
    >`;
  }
}
