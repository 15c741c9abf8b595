import { html, type TemplateResult } from 'lit';

export interface IconButtonOptions {
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** As it is shown: "Alt+C". */
  readonly shortcut?: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  /** For a button that stays pressed. */
  readonly isPressed?: boolean;
}

/**
 * A 22 pixel button with an icon, as in VS Code's own toolbars.
 * Its pressed state is a property: the toolkit does not pass on that attribute's changes. The class is for the eye.
 */
export function iconButton(options: IconButtonOptions): TemplateResult {
  const { label, icon, shortcut, onClick, isDisabled = false, isPressed } = options;
  return html`<vscode-button
    class=${isPressed ? 'pressed' : ''}
    aria-label=${label}
    appearance="icon"
    title=${shortcut ? `${label} (${shortcut})` : label}
    ?disabled=${isDisabled}
    .ariaPressed=${isPressed === undefined ? null : String(isPressed)}
    @click=${onClick}
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span
  ></vscode-button>`;
}
