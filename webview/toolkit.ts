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
  keepStatesInside('vscode-button', ['ariaPressed', 'ariaExpanded', 'ariaHaspopup']);
}

/** What FAST, which the toolkit is made with, knows of an attribute of an element. */
interface ReflectedAttribute {
  mode: 'reflect' | 'boolean' | 'fromView';
}

/**
 * Has properties reach the button in the shadow tree alone. The toolkit writes them to its host as well, which is no
 * button: there they are states of nothing.
 */
function keepStatesInside(tag: string, properties: readonly string[]): void {
  const element = document.createElement(tag) as unknown as {
    readonly $fastController: { readonly definition: { readonly propertyLookup: Record<string, ReflectedAttribute> } };
  };
  for (const property of properties) element.$fastController.definition.propertyLookup[property].mode = 'fromView';
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
export function describeTextField(field: TextField, name: string, role?: 'searchbox'): void {
  field.setAttribute('aria-label', name);
  if (role) field.control.setAttribute('role', role);
}
