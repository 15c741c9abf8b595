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

/** Names that a transcript's markers may have, by the kind of its markers; see formats/transcript.ts. */
const IN_TEMPLATES = ['Instruction', 'Input', 'Response', 'Output', 'System'];
const AFTER_HASHES = ['Human', 'User', 'Assistant', 'System'];
const ALONE = ['Human', 'Assistant', 'System'];

/** Changes to a text of several turns, each after a marker. Nothing of it is written anew but what is changed. */
export class Transcript {
  private used: readonly string[] | undefined;

  constructor(
    private readonly text: string,
    private readonly parts: readonly TranscriptPart[],
  ) {}

  /** White space around a turn is the transcript's, not the turn's. */
  withText(at: number, text: string): string {
    return this.replace(this.parts[at].start, this.parts[at].end, text.trim());
  }

  /** Undefined for what stands before the first marker. */
  speaker(at: number): string | undefined {
    return this.marker(at)?.speaker;
  }

  speakers(at: number): string[] {
    const marker = this.marker(at);
    if (!marker) return [];
    const known = marker.hashes === '' ? ALONE : IN_TEMPLATES.includes(marker.speaker) ? IN_TEMPLATES : AFTER_HASHES;
    return speakersLike(this.usedSpeakers()).filter((name) => known.includes(name));
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
  insert(at: number, role: TurnRole): string | undefined {
    const speaker = this.speakers(at).find((name) => roleOf(name) === role);
    if (speaker === undefined) return undefined;
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
