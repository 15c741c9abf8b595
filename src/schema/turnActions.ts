import type { TurnActions } from './recordChange';
import type { RecordView, Schema, Turn } from './schema';
import { nextRole, speakersLike } from './speakers';
import { type TurnPlace, TurnPlaces } from './turnPlace';

/**
 * What can be done with each turn of a record.
 * @param value the record's parsed JSON.
 */
export function turnActions(value: unknown, view: RecordView, schema?: Schema): TurnActions[] {
  const places = new TurnPlaces(value, view, schema);
  const placesOfTurns = view.turns.map((turn) => places.of(turn));
  return view.turns.map((turn, at) => {
    const place = placesOfTurns[at];
    const next = placesOfTurns[at + 1] as TurnPlace | undefined;
    const isOwn = (place.kind === 'message' || place.kind === 'element') && place.element !== undefined;
    const isTranscript = place.kind === 'transcript';
    const hasMarker = isTranscript && place.transcript.speaker(place.at) !== undefined;
    return {
      role: roleOfPlace(place, places),
      canSplit: isOwn || hasMarker,
      canMerge: view.turns[at + 1]?.role === turn.role && next !== undefined && isNext(place, next),
      canInsert: canInsert(place, turn),
      canRemove: view.turns.length > 1 && canRemove(place),
    };
  });
}

function roleOfPlace(place: TurnPlace, places: TurnPlaces): TurnActions['role'] {
  if (place.kind === 'message' || place.kind === 'reply') {
    return { current: place.message.speaker, choices: speakersLike(places.speakers) };
  }
  if (place.kind !== 'transcript') return undefined;
  const current = place.transcript.speaker(place.at);
  return current === undefined ? undefined : { current, choices: place.transcript.speakers(place.at) };
}

function isNext(place: TurnPlace, next: TurnPlace): boolean {
  if (place.kind === 'transcript') return next.kind === 'transcript' && next.transcript === place.transcript;
  if (place.kind !== next.kind || (place.kind !== 'message' && place.kind !== 'element')) return false;
  const [a, b] = [place.element, (next as typeof place).element];
  return a !== undefined && b?.index === a.index + 1 && JSON.stringify(a.list) === JSON.stringify(b.list);
}

function canInsert(place: TurnPlace, turn: Turn): boolean {
  switch (place.kind) {
    case 'message':
      return place.element !== undefined;
    case 'reply':
      return true;
    case 'alternating':
      return place.element.index === place.length - 1;
    case 'transcript':
      return place.transcript.nextSpeaker(place.at, nextRole(turn.role)) !== undefined;
    default:
      return false;
  }
}

function canRemove(place: TurnPlace): boolean {
  switch (place.kind) {
    case 'message':
    case 'element':
      return place.element !== undefined;
    case 'reply':
      return place.element !== undefined && place.replies === 0;
    case 'alternating':
      return place.element.index === place.length - 1;
    case 'transcript':
      return place.turns.length > 1 && !place.transcript.isNeeded(place.at);
    default:
      return false;
  }
}
