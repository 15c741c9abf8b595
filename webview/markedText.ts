import { html, type TemplateResult } from 'lit';
import type { Format } from './format';
import { blocks, type Segment } from './segments';

/** Texts longer than this are drawn in blocks of it, in UTF-16 units: a browser is slow with one of megabytes. */
const BLOCK_LENGTH = 32_768;

/** Text with its marks, as text nodes. The caller's element keeps white space: none is added here. */
export function markedText(parts: readonly Segment[], format: Format): unknown {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= BLOCK_LENGTH) return parts.map((part) => markedPart(part, format));
  return blocks(parts, BLOCK_LENGTH).map(
    (block) => html`<div class="block">${block.map((part) => markedPart(part, format))}</div>`,
  );
}

function markedPart({ text, flagged, match }: Segment, format: Format): TemplateResult | string {
  if (flagged) {
    const title = `${format.language(flagged.language)} ${format.confidence(flagged.confidence)}`;
    return html`<mark class=${match ? 'flagged match' : 'flagged'} title=${title}>${text}</mark>`;
  }
  return match ? html`<mark class="match">${text}</mark>` : text;
}
