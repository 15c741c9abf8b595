import { roleOf } from './formats/roles';
import { isObject, type JsonObject } from './json';
import type { JsonPath, RecordView, Schema, Turn } from './schema';
import { Transcript } from './transcriptEdit';

/** How a turn lies in its record: what can be done with it besides editing its text. */
export type TurnPlace =
  | { readonly kind: 'message'; readonly message: MessagePlace; readonly element?: ElementPlace }
  /** A message of a tree, in the list of replies to another, or the first. */
  | {
      readonly kind: 'reply';
      readonly message: MessagePlace;
      readonly element?: ElementPlace;
      readonly replies: number;
    }
  /** One of the strings of a list, by the two sides in turn. */
  | { readonly kind: 'alternating'; readonly element: ElementPlace; readonly length: number }
  /** The only turn in an element of a list: a part of a message, a completion. */
  | { readonly kind: 'element'; readonly element: ElementPlace }
  /** One of several turns in a text; `at` among them. */
  | {
      readonly kind: 'transcript';
      readonly transcript: Transcript;
      readonly at: number;
      readonly turns: readonly Turn[];
    }
  | { readonly kind: 'field' };

export interface ElementPlace {
  readonly list: JsonPath;
  readonly index: number;
}

export interface MessagePlace {
  readonly path: JsonPath;
  /** `role`, `from`, `user`. */
  readonly speakerKey: string;
  readonly speaker: string;
  readonly contentKey: string;
}

/** Tells how turns of a record lie in it. */
export class TurnPlaces {
  /** How many turns lie in each element of a list. */
  private readonly turnsIn = new Map<string, number>();
  private readonly transcripts = new Map<string, { transcript: Transcript; turns: readonly Turn[] }>();
  private usedSpeakers: readonly string[] | undefined;

  /** @param value the record's parsed JSON. */
  constructor(
    private readonly value: unknown,
    private readonly view: RecordView,
    private readonly schema: Schema | undefined,
  ) {
    for (const { path } of view.turns) {
      path.forEach((segment, at) => {
        if (typeof segment !== 'number' || isReply(path)) return;
        const element = keyOf(path.slice(0, at + 1));
        this.turnsIn.set(element, (this.turnsIn.get(element) ?? 0) + 1);
      });
    }
  }

  of(turn: Turn): TurnPlace {
    // What stands in one of a pair has its equal in the other.
    if (turn.name === 'chosen' || turn.name === 'rejected') return { kind: 'field' };
    if (turn.part) return this.transcriptPlace(turn);
    const { path } = turn;
    const isFixed = this.schema?.id === 'custom';
    const at = path.findLastIndex((segment) => typeof segment === 'number');
    const element = at < 0 ? undefined : { list: path.slice(0, at), index: path[at] as number };
    const message = isFixed ? undefined : this.messageOf(turn);
    if (message && (isReply(path) || element === undefined)) {
      const replies = valueAt(this.value, [...message.path, 'replies']);
      if (isReply(path) || Array.isArray(replies)) {
        return { kind: 'reply', message, element, replies: Array.isArray(replies) ? replies.length : 0 };
      }
    }
    const own = element && this.turnsIn.get(keyOf([...element.list, element.index])) === 1 ? element : undefined;
    if (message) return { kind: 'message', message, element: message.path.length === at + 1 ? own : undefined };
    if (!own || path.some((segment) => segment === 'history' || segment === 'tool_calls')) return { kind: 'field' };
    if (at === path.length - 1 && !isFixed) {
      const list = valueAt(this.value, own.list);
      return { kind: 'alternating', element: own, length: Array.isArray(list) ? list.length : 0 };
    }
    return { kind: 'element', element: own };
  }

  private transcriptPlace(turn: Turn): TurnPlace {
    const key = keyOf(turn.path);
    let place = this.transcripts.get(key);
    if (!place) {
      const turns = this.view.turns.filter(({ path, part }) => part && keyOf(path) === key);
      const parts = turns.map(({ role, part }) => ({ role, start: part!.start, end: part!.end }));
      place = { transcript: new Transcript(valueAt(this.value, turn.path) as string, parts), turns };
      this.transcripts.set(key, place);
    }
    return { kind: 'transcript', ...place, at: place.turns.indexOf(turn) };
  }

  private messageOf({ path, role }: Turn): MessagePlace | undefined {
    if (path.includes('tool_calls') || path.includes('function_call')) return undefined;
    const isPart = path.at(-1) === 'text' && typeof path.at(-2) === 'number' && CONTENT_KEYS.has(String(path.at(-3)));
    const contentAt = path.length - (isPart ? 3 : 1);
    const contentKey = String(path[contentAt]);
    const messagePath = path.slice(0, contentAt);
    const message = valueAt(this.value, messagePath);
    if (!CONTENT_KEYS.has(contentKey) || !isObject(message)) return undefined;
    const speakerKey = speakerKeyOf(message);
    if (speakerKey === undefined) return undefined;
    const speaker = message[speakerKey] as string;
    if ((roleOf(speaker) ?? 'tool') !== role) return undefined;
    return { path: messagePath, speakerKey, speaker, contentKey };
  }

  /** What the record's messages call those who speak. */
  get speakers(): readonly string[] {
    return (this.usedSpeakers ??= [
      ...new Set(this.view.turns.flatMap((turn) => (turn.part ? [] : (this.messageOf(turn)?.speaker ?? [])))),
    ]);
  }
}

const CONTENT_KEYS: ReadonlySet<string> = new Set(['content', 'value', 'text', 'refusal']);

function speakerKeyOf(message: JsonObject): string | undefined {
  const key = ['role', 'from', 'user'].find(
    (candidate) => message[candidate] !== undefined && message[candidate] !== null,
  );
  return key !== undefined && typeof message[key] === 'string' ? key : undefined;
}

function isReply(path: JsonPath): boolean {
  return path.at(-3) === 'replies' && typeof path.at(-2) === 'number';
}

export function valueAt(value: unknown, path: JsonPath): unknown {
  let inner = value;
  for (const segment of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, segment)) return undefined;
    inner = (inner as Record<string | number, unknown>)[segment];
  }
  return inner;
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path);
}
