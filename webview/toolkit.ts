/** The only file that knows which package the page's controls come from. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Defines <vscode-button>, <vscode-text-field>, <vscode-dropdown> and <vscode-option>. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextField(), vsCodeDropdown(), vsCodeOption());
}

/** A <vscode-text-field>: `control` is the input in its shadow tree. */
export interface TextField extends HTMLElement {
  value: string;
  readonly control: HTMLInputElement;
}

/**
 * Gives a text field its accessible name and role, once it is in the document: while it connects, the toolkit
 * overwrites the name with its own.
 */
export function describeTextField(field: TextField, name: string, role?: 'searchbox' | 'combobox'): void {
  field.setAttribute('aria-label', name);
  if (role) field.control.setAttribute('role', role);
}
