import { html, nothing, type TemplateResult } from 'lit';
import { splitAtControls, withControlPictures, type ControlCharacter } from './controlCharacters';
import type { Format } from './format';
import { growingText } from './growingText';
import { IS_MAC } from './keys';
import { blocks, type Segment, segments, segmentsOfStretches, type TextMarks } from './segments';
import { mistakeWords } from './spellingWords';
import type { DiffPart } from './wordDiff';

/** Texts longer than this are drawn in blocks of it, in UTF-16 units: a browser is slow with one of megabytes. */
const BLOCK_LENGTH = 32_768;
/** Labels for control characters in one text; further ones are pictures, since a text may hold nothing else. */
const MAX_LABELS = 2000;

/** As it is shown. */
const CORRECT_KEY = IS_MAC ? '⌘.' : 'Ctrl+.';

/** Text with its marks, as text nodes. The caller's element keeps white space: none is added here. */
export function markedText(text: string, marks: TextMarks, format: Format): unknown {
  return drawBlocks(text, marks, { format, labels: { left: MAX_LABELS }, isCorrectable: true });
}

/** A text that is not part of a record yet, with its marks. @param isGrowing it is still coming in. */
export function candidateText(text: string, marks: TextMarks, format: Format, isGrowing: boolean): unknown {
  return drawBlocks(text, marks, { format, labels: { left: MAX_LABELS }, draw: isGrowing ? growingText : undefined });
}

/** The same, with what has become of another text: what that one had is struck through, what is new is underlined. */
export function comparedText(parts: readonly DiffPart[], marks: TextMarks, format: Format): unknown {
  const text = parts.map((part) => (part.kind === 'removed' ? '' : part.text)).join('');
  const lengths = parts.map((part) => (part.kind === 'removed' ? 0 : part.text.length));
  const stretches = segmentsOfStretches(segments(text, marks), lengths);
  const labels = { left: MAX_LABELS };
  return parts.map(({ kind, text: own }, index) => {
    if (kind === 'removed') return html`<del>${plainText(own, labels)}</del>`;
    const content = stretches[index].map((part) => markedPart(part, { format, labels }));
    return kind === 'inserted' ? html`<ins>${content}</ins>` : content;
  });
}

/** Text without marks but those of its control characters. */
export function plainText(text: string, labels = { left: MAX_LABELS }, draw: DrawText = (part) => part): unknown {
  const parts = splitAtControls(text);
  if (parts.length === 1 && parts[0] === text) return draw(text);
  return parts.map((part) => {
    if (typeof part === 'string') return draw(part);
    return labels.left-- > 0 ? controlLabel(part) : withControlPictures(part.character);
  });
}

type DrawText = (text: string) => unknown;

/** How a text is drawn. */
interface Drawing {
  readonly format: Format;
  /** How many control characters may still have one. */
  readonly labels: { left: number };
  /** A stretch of text without control characters; as it is when absent. */
  readonly draw?: DrawText | undefined;
  /** What is misspelled can be corrected where it stands. */
  readonly isCorrectable?: boolean;
}

function drawBlocks(text: string, marks: TextMarks, drawing: Drawing): unknown {
  const parts = segments(text, marks);
  const draw = (part: Segment) => markedPart(part, drawing);
  if (text.length <= BLOCK_LENGTH) return parts.map(draw);
  return blocks(parts, BLOCK_LENGTH).map((block) => html`<div class="block">${block.map(draw)}</div>`);
}

/**
 * The same text with its marks and nothing else, to lie under the text area that shows the text itself; `undefined`
 * where nothing is marked, or the text is so long that drawing it at every key would be felt.
 */
export function underlayText(text: string, marks: TextMarks): unknown {
  if (text.length > BLOCK_LENGTH) return undefined;
  const parts = segments(text, marks);
  if (!parts.some(isMarked)) return undefined;
  return parts.map((part) => (isMarked(part) ? html`<mark class=${markClass(part)}>${part.text}</mark>` : part.text));
}

function markedPart(part: Segment, drawing: Drawing): unknown {
  const content = plainText(part.text, drawing.labels, drawing.draw);
  if (!isMarked(part)) return content;
  return html`<mark class=${markClass(part)} title=${markTitle(part, drawing) ?? nothing}>${content}</mark>`;
}

function isMarked({ flagged, request, mistake, match }: Segment): boolean {
  return flagged !== undefined || request !== undefined || mistake !== undefined || match;
}

function markClass({ flagged, request, mistake, match }: Segment): string {
  return [
    flagged && `flagged ${flagged.kind}`,
    request && 'request',
    mistake && (mistake.kind === 'unknownWord' ? 'unknown-word' : 'text-problem'),
    match && 'match',
  ]
    .filter(Boolean)
    .join(' ');
}

function markTitle({ flagged, request, mistake }: Segment, { format, isCorrectable }: Drawing): string | undefined {
  const titles = [
    mistake && mistakeWords(mistake, format) + (isCorrectable ? `. Click or ${CORRECT_KEY} to correct` : ''),
    flagged && spanWords(flagged, format),
    request && `Asks for ${format.language(request.language)}`,
  ];
  return titles.filter(Boolean).join('\n') || undefined;
}

/** "English 0.98", "English words 0.98" */
export function spanWords({ language, confidence, kind }: NonNullable<Segment['flagged']>, format: Format): string {
  if (language === 'und') return 'Not the expected language';
  const words = kind === 'words' ? ' words' : '';
  return `${format.language(language)}${words} ${format.confidence(confidence)}`;
}

/** The label is seen, the character itself is copied. */
function controlLabel({ character, label, name }: ControlCharacter): TemplateResult {
  return html`<span class="control-character" role="img" aria-label=${name} title=${name}
    ><span class="control-label">${label}</span><span class="control-original">${character}</span></span
  >`;
}
