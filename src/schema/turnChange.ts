import { ChangeError } from '../dataset/changeError';
import { insertElement, jsonAt, removeAt, setMember, setTexts, setValues } from '../dataset/jsonEdit';
import { spliceText, type TextSplice } from '../dataset/textUnits';
import { fieldsToChange } from './fieldsToChange';
import { roleOf } from './formats/roles';
import { isObject } from './json';
import { keepLineBreaks } from './lineBreaks';
import type { RecordChange } from './recordChange';
import type { JsonPath, RecordView, Schema, Turn, TurnRole } from './schema';
import { nextRole, speakerFor } from './speakers';
import { type MessagePlace, type TurnPlace, TurnPlaces } from './turnPlace';

/** Replaces pieces of several turns' texts. @param changes in the order of the turns. */
export function changeTexts(
  bytes: Uint8Array,
  schema: Schema | undefined,
  changes: readonly { readonly turn: number; readonly splices: readonly TextSplice[] }[],
): Uint8Array {
  const { view } = readTurns(bytes, schema);
  const strings = new Map<string, { path: JsonPath; value: { splices: TextSplice[] } }>();
  const newTexts = new Map<string, string>();
  for (const { turn, splices } of changes) {
    const { text, path, part } = view.turns[turn];
    const place = placeKey(view.turns[turn]);
    // A mapping may read one string as two turns.
    if (newTexts.has(place)) continue;
    newTexts.set(place, spliceText(text, splices));
    const string = strings.get(JSON.stringify(path)) ?? { path, value: { splices: [] } };
    strings.set(JSON.stringify(path), string);
    const offset = part?.start ?? 0;
    for (const { start, end, insert } of splices) {
      string.value.splices.push({ start: start + offset, end: end + offset, insert });
    }
  }
  const changed = setValues(bytes, [...strings.values()]);
  checkTurns(
    changed,
    schema,
    view.turns.map((turn) => expectedTurn(turn, newTexts.get(placeKey(turn)))),
  );
  return changed;
}

function readTurns(bytes: Uint8Array, schema: Schema | undefined): { value: unknown; view: RecordView } {
  const value = fieldsToChange(bytes);
  return { value, view: schema ? schema.view(value) : { turns: [], problems: [] } };
}

/** What a turn should be after a change. */
interface ExpectedTurn {
  readonly role: TurnRole;
  readonly text: string;
  /** Absent where a change of role may give it another. */
  readonly name?: { readonly is: string | undefined };
  /** An empty text may be no turn. */
  readonly isOptional: boolean;
}

function expectedTurn(turn: Turn, text?: string): ExpectedTurn {
  const shown = text === undefined ? turn.text : turn.part ? text.trim() : text;
  return { role: turn.role, text: shown, name: { is: turn.name }, isOptional: text !== undefined && shown === '' };
}

function placeKey({ path, part }: Turn): string {
  return JSON.stringify([path, part?.start]);
}

/** @throws ChangeError when the schema no longer sees the turns that it should. */
function checkTurns(bytes: Uint8Array, schema: Schema | undefined, expected: readonly ExpectedTurn[]): void {
  const { view } = readTurns(bytes, schema);
  let at = 0;
  for (const turn of expected) {
    const found = view.turns[at];
    const isSame = found?.role === turn.role && found.text === turn.text && (!turn.name || turn.name.is === found.name);
    if (isSame) at++;
    else if (!turn.isOptional) throw otherTurns();
  }
  if (at < view.turns.length) throw otherTurns();
}

function otherTurns(): ChangeError {
  return new ChangeError('With this change the record would be read as other turns than these, so it was not made.');
}

/** A change to one turn of a record. */
export class TurnChange {
  private readonly view: RecordView;
  private readonly turn: Turn;
  private readonly places: TurnPlaces;
  private readonly place: TurnPlace;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly schema: Schema | undefined,
    private readonly at: number,
  ) {
    const { value, view } = readTurns(bytes, schema);
    this.view = view;
    const turn = view.turns[at] as Turn | undefined;
    if (!turn) throw new ChangeError(`The record has no turn ${at + 1}.`);
    this.turn = turn;
    this.places = new TurnPlaces(value, view, schema);
    this.place = this.places.of(turn);
  }

  make(change: Exclude<RecordChange, { kind: 'raw' | 'fieldText' | 'fieldJson' }>): Uint8Array {
    switch (change.kind) {
      case 'turnText':
        return this.setText(keepLineBreaks(this.turn.text, change.text));
      case 'turnRole':
        return this.setRole(change.role);
      case 'splitTurn':
        return this.split(change.offset);
      case 'mergeTurn':
        return this.merge();
      case 'insertTurn':
        return this.insert();
      case 'removeTurn':
        return this.remove();
    }
  }

  /** White space around a turn of several in a text is not the turn's. */
  private setText(text: string): Uint8Array {
    const splice = { start: 0, end: this.turn.text.length, insert: this.turn.part ? text.trim() : text };
    return changeTexts(this.bytes, this.schema, [{ turn: this.at, splices: [splice] }]);
  }

  private setRole(speaker: string): Uint8Array {
    const role = roleOf(speaker);
    if (!role) throw new ChangeError(`"${speaker.slice(0, 40)}" is no role that the schema knows.`);
    const { place } = this;
    if (place.kind === 'transcript') {
      if (!place.transcript.speakers(place.at).includes(speaker)) throw cannot('have another role');
      return this.checked(this.withTranscript(place.transcript.withSpeaker(place.at, speaker)), (turns) =>
        turns.with(this.at, { ...turns[this.at], role, name: undefined }),
      );
    }
    if (place.kind !== 'message' && place.kind !== 'reply') throw cannot('have another role');
    const { path, speakerKey, contentKey } = place.message;
    const content = JSON.stringify([...path, contentKey]);
    const isIts = (turn: Turn) => JSON.stringify(turn.path.slice(0, path.length + 1)) === content;
    const changed = setTexts(this.bytes, [{ path: [...path, speakerKey], text: speaker }]);
    return this.checked(changed, (turns) =>
      turns.map((turn, at) => (isIts(this.view.turns[at]) ? { ...turn, role, name: undefined } : turn)),
    );
  }

  private split(offset: number): Uint8Array {
    const { text } = this.turn;
    const cut = Math.min(offset, text.length);
    const [first, second] = [text.slice(0, cut).trimEnd(), text.slice(cut).trimStart()];
    const expect = (turns: ExpectedTurn[]) =>
      turns.toSpliced(this.at, 1, { ...turns[this.at], text: first }, { ...turns[this.at], text: second });
    const { place } = this;
    if (place.kind === 'transcript' && place.transcript.speaker(place.at) !== undefined) {
      return this.checked(this.withTranscript(place.transcript.split(place.at, first, second)), expect);
    }
    const element = this.ownElement();
    if (!element) throw cannot('be split');
    const { list, index } = element;
    const inner = this.turn.path.slice(list.length + 1);
    const copy = setTexts(withoutIds(jsonAt(this.bytes, [...list, index])!), [{ path: inner, text: second }]);
    const shortened = setTexts(this.bytes, [{ path: this.turn.path, text: first }]);
    return this.checked(insertElement(shortened, list, index + 1, { json: Buffer.from(copy).toString() }), expect);
  }

  private merge(): Uint8Array {
    const next = this.view.turns[this.at + 1] as Turn | undefined;
    if (next?.role !== this.turn.role) throw cannot('be joined with the one after it');
    const text = [this.turn.text, next.text].filter((part) => part !== '').join('\n\n');
    const expect = (turns: ExpectedTurn[]) => turns.toSpliced(this.at, 2, { ...turns[this.at], text });
    const { place } = this;
    if (place.kind === 'transcript' && place.at < place.turns.length - 1) {
      return this.checked(this.withTranscript(place.transcript.merge(place.at, text)), expect);
    }
    const element = this.ownElement();
    const follower = element && [...element.list, element.index + 1];
    if (!follower || JSON.stringify(next.path.slice(0, follower.length)) !== JSON.stringify(follower)) {
      throw cannot('be joined with the one after it');
    }
    const joined = setTexts(this.bytes, [{ path: this.turn.path, text }]);
    return this.checked(removeAt(joined, [follower]), expect);
  }

  private insert(): Uint8Array {
    const { place } = this;
    const role = nextRole(this.turn.role);
    const expect = (turns: ExpectedTurn[]) => turns.toSpliced(this.at + 1, 0, { role, text: '', isOptional: false });
    if (place.kind === 'transcript') {
      const speaker = place.transcript.nextSpeaker(place.at, role);
      if (speaker === undefined) throw cannot('be followed by another');
      return this.checked(this.withTranscript(place.transcript.insert(place.at, speaker)), expect);
    }
    if (place.kind === 'alternating' && place.element.index === place.length - 1) {
      const { list, index } = place.element;
      return this.checked(insertElement(this.bytes, list, index + 1, { text: '' }), expect);
    }
    if (place.kind === 'reply') {
      const reply = this.newMessage(place.message, role);
      const list = [...place.message.path, 'replies'];
      const changed =
        jsonAt(this.bytes, list) === undefined
          ? setMember(this.bytes, place.message.path, 'replies', { json: `[${reply}]` })
          : insertElement(this.bytes, list, 0, { json: reply });
      return this.checked(changed, expect);
    }
    if (place.kind !== 'message' || !place.element) throw cannot('be followed by another');
    const { list, index } = place.element;
    return this.checked(
      insertElement(this.bytes, list, index + 1, { json: this.newMessage(place.message, role) }),
      expect,
    );
  }

  private remove(): Uint8Array {
    const expect = (turns: ExpectedTurn[]) => turns.toSpliced(this.at, 1);
    const { place } = this;
    if (place.kind === 'transcript' && place.turns.length > 1) {
      return this.checked(this.withTranscript(place.transcript.remove(place.at)), expect);
    }
    if (this.view.turns.length === 1) throw new ChangeError('The record has no other turn: delete the record instead.');
    const isLeaf = place.kind === 'reply' && place.replies === 0;
    const element = isLeaf || place.kind === 'alternating' ? place.element : this.ownElement();
    if (!element) throw cannot('be removed');
    return this.checked(removeAt(this.bytes, [[...element.list, element.index]]), expect);
  }

  /** The element of a list that holds this turn and no other, where its neighbours do not depend on its place. */
  private ownElement(): { list: JsonPath; index: number } | undefined {
    return this.place.kind === 'message' || this.place.kind === 'element' ? this.place.element : undefined;
  }

  /** An empty message as JSON, with the keys of another and spaced as it is. */
  private newMessage({ path, speakerKey, contentKey }: MessagePlace, role: TurnRole): string {
    const speaker = speakerFor(role, this.places.speakers) ?? role;
    const message = Buffer.from(jsonAt(this.bytes, path)!);
    const keys = Object.keys(JSON.parse(message.toString()) as object);
    const others = keys.filter((key) => key !== speakerKey && key !== contentKey).map((key) => [key]);
    const bare = removeAt(message, others);
    const emptied = setMember(bare, [], contentKey, { text: '' });
    return Buffer.from(setMember(emptied, [], speakerKey, { text: speaker })).toString();
  }

  private withTranscript(text: string): Uint8Array {
    return setTexts(this.bytes, [{ path: this.turn.path, text }]);
  }

  private checked(changed: Uint8Array, expect: (turns: ExpectedTurn[]) => ExpectedTurn[]): Uint8Array {
    checkTurns(changed, this.schema, expect(this.view.turns.map((turn) => expectedTurn(turn))));
    return changed;
  }
}

/** A copy is another message: it must not have the first one's id. */
function withoutIds(json: string): Uint8Array {
  const bytes = Buffer.from(json);
  const value: unknown = JSON.parse(json);
  const ids = isObject(value) ? Object.keys(value).filter((key) => /(?:^|_)u?u?id$/.test(key)) : [];
  return removeAt(
    bytes,
    ids.map((key) => [key]),
  );
}

function cannot(doWhat: string): ChangeError {
  return new ChangeError(`This turn cannot ${doWhat}: the schema gives it a fixed place.`);
}
