import { html, type TemplateResult } from 'lit';
import type { Sign } from './words';

/** A verdict or problem as an icon and a word, never by colour alone. */
export function verdictSign({ icon, tone, word }: Sign, words = word): TemplateResult {
  return html`<span class="sign ${tone}"
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span><span class="word">${words}</span></span
  >`;
}
