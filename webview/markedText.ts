import { html, type TemplateResult } from 'lit';
import { splitAtControls, withControlPictures, type ControlCharacter } from './controlCharacters';
import type { Format } from './format';
import { blocks, type Segment } from './segments';

/** Texts longer than this are drawn in blocks of it, in UTF-16 units: a browser is slow with one of megabytes. */
const BLOCK_LENGTH = 32_768;
/** Labels for control characters in one text; further ones are pictures, since a text may hold nothing else. */
const MAX_LABELS = 2000;

/** Text with its marks, as text nodes. The caller's element keeps white space: none is added here. */
export function markedText(parts: readonly Segment[], format: Format): unknown {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  const labels = { left: MAX_LABELS };
  const draw = (part: Segment) => markedPart(part, format, labels);
  if (length <= BLOCK_LENGTH) return parts.map(draw);
  return blocks(parts, BLOCK_LENGTH).map((block) => html`<div class="block">${block.map(draw)}</div>`);
}

/** Text without marks but those of its control characters. */
export function plainText(text: string, labels = { left: MAX_LABELS }): unknown {
  const parts = splitAtControls(text);
  if (parts.length === 1 && parts[0] === text) return text;
  return parts.map((part) => {
    if (typeof part === 'string') return part;
    return labels.left-- > 0 ? controlLabel(part) : withControlPictures(part.character);
  });
}

function markedPart({ text, flagged, match }: Segment, format: Format, labels: { left: number }): unknown {
  const content = plainText(text, labels);
  if (flagged) {
    const title = `${format.language(flagged.language)} ${format.confidence(flagged.confidence)}`;
    return html`<mark class=${match ? 'flagged match' : 'flagged'} title=${title}>${content}</mark>`;
  }
  return match ? html`<mark class="match">${content}</mark>` : content;
}

/** The label is seen, the character itself is copied. */
function controlLabel({ character, label, name }: ControlCharacter): TemplateResult {
  return html`<span class="control-character" role="img" aria-label=${name} title=${name}
    ><span class="control-label">${label}</span><span class="control-original">${character}</span></span
  >`;
}
