import { html, nothing, type TemplateResult } from 'lit';
import type { Verdict } from '../src/checks/language/languageVerdict';
import { isPassed, VERDICT_SIGNS, type Sign } from './words';

/** A verdict or problem as an icon and a word, never by colour alone. */
export function verdictSign({ icon, tone, word }: Sign, words = word): TemplateResult {
  return html`<span class="sign ${tone}"
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span><span class="word">${words}</span></span
  >`;
}

/** A verdict that has to be explained, with its message; nothing where it is passed, which the heading says. */
export function verdictLine(verdict: Verdict | undefined, message: string): TemplateResult | typeof nothing {
  if (!verdict || isPassed(verdict)) return nothing;
  return html`<p class="turn-verdict">
    ${verdictSign(VERDICT_SIGNS[verdict])} ${message ? html`<span class="turn-message">${message}</span>` : nothing}
  </p>`;
}
