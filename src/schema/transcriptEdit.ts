import { roleOf } from './formats/roles';
import { speakersLike } from './speakers';
import type { TurnRole } from './schema';

/** Where a turn lies in a transcript, and whose it is. */
export interface TranscriptPart {
  readonly role: TurnRole;
  readonly start: number;
  readonly end: number;
}

/** A turn's marker: `\n\nHuman: `, `### Assistant: `. */
interface Marker {
  readonly lead: string;
  readonly hashes: string;
  readonly speaker: string;
  readonly colon: string;
}

const MARKER = /(\s*)(#*[ \t]*)([A-Za-z]+)([ \t]*:\s*)$/;

/**
 * Names that a transcript's markers may have, by the kind of its markers; see formats/transcript.ts.
 * `### System:` would make another kind of a template.
 */
const IN_TEMPLATES = ['Instruction', 'Input', 'Response', 'Output'];
const AFTER_HASHES = ['Human', 'User', 'Assistant', 'System'];
const ALONE = ['Human', 'Assistant', 'System'];

/** Changes to a text of several turns, each after a marker. Nothing of it is written anew but what is changed. */
export class Transcript {
  private used: readonly string[] | undefined;

  constructor(
    private readonly text: string,
    private readonly parts: readonly TranscriptPart[],
  ) {}

  /** Undefined for what stands before the first marker. */
  speaker(at: number): string | undefined {
    return this.marker(at)?.speaker;
  }

  /** What a turn's speaker may be changed to. */
  speakers(at: number): readonly string[] {
    const marker = this.marker(at);
    return marker && this.isNeeded(at) ? [marker.speaker] : this.knownSpeakers(at);
  }

  private knownSpeakers(at: number): readonly string[] {
    const marker = this.marker(at);
    if (!marker) return [];
    const known = marker.hashes === '' ? ALONE : IN_TEMPLATES.includes(marker.speaker) ? IN_TEMPLATES : AFTER_HASHES;
    return speakersLike(this.usedSpeakers()).filter((name) => known.includes(name));
  }

  /** The speaker of an empty turn that may be added after one; an empty response at the end may be read as none. */
  nextSpeaker(at: number, role: TurnRole): string | undefined {
    const isLast = at === this.parts.length - 1 && this.text.slice(this.parts[at].end).trim() === '';
    if (isLast && role === 'response' && this.marker(at)?.hashes === '') return undefined;
    return this.knownSpeakers(at).find((name) => roleOf(name) === role);
  }

  /** Without anyone who asks, a text without hashes is no transcript. */
  isNeeded(at: number): boolean {
    const { hashes, speaker } = this.marker(at) ?? {};
    return (
      hashes === '' &&
      speaker === 'Human' &&
      !this.parts.some((_, other) => other !== at && this.speaker(other) === 'Human')
    );
  }

  withSpeaker(at: number, speaker: string): string {
    const { start } = this.parts[at];
    const { speaker: old, colon } = this.marker(at)!;
    const end = start - colon.length;
    return this.replace(end - old.length, end, speaker);
  }

  split(at: number, first: string, second: string): string {
    const { start, end } = this.parts[at];
    return this.replace(start, end, first.trim() + this.newMarker(at, this.marker(at)!.speaker) + second.trim());
  }

  /** Joins a turn with the one after it. */
  merge(at: number, text: string): string {
    return this.replace(this.parts[at].start, this.parts[at + 1].end, text.trim());
  }

  /** Adds an empty turn after one. */
  insert(at: number, speaker: string): string {
    const { end } = this.parts[at];
    const marker = this.newMarker(at, speaker);
    // Before another marker, its own white space follows.
    return this.replace(end, end, at < this.parts.length - 1 ? marker.trimEnd() : marker);
  }

  remove(at: number): string {
    return this.replace(this.parts[at - 1]?.end ?? 0, this.parts[at].end, '');
  }

  private newMarker(at: number, speaker: string): string {
    const { hashes, colon } = this.marker(at)!;
    const within = this.marker(at > 0 ? at : at + 1);
    return (within?.lead ?? '\n\n') + hashes + speaker + (colon.endsWith(':') ? `${colon} ` : colon);
  }

  private usedSpeakers(): readonly string[] {
    return (this.used ??= [...new Set(this.parts.flatMap((_, at) => this.speaker(at) ?? []))]);
  }

  private marker(at: number): Marker | undefined {
    if (!this.parts[at]) return undefined;
    const between = this.text.slice(this.parts[at - 1]?.end ?? 0, this.parts[at].start);
    const [, lead, hashes, speaker, colon] = MARKER.exec(between) ?? [];
    return speaker === undefined ? undefined : { lead, hashes, speaker, colon };
  }

  private replace(start: number, end: number, insert: string): string {
    return this.text.slice(0, start) + insert + this.text.slice(end);
  }
}
