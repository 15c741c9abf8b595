import type { ContentId } from '../dataset/edits/contentLog';
import type { RecordKey } from '../dataset/edits/recordKey';
import { turnPlaces } from '../schema/turnPlaces';
import { Pace } from '../threads/pace';
import type { DatasetReader } from './datasetReader';

/** A record that has been edited: its contents before and after. */
export interface EditedContent {
  readonly key: RecordKey;
  readonly before: ContentId;
  readonly after: ContentId;
}

/** For each record where its turns before the edit stand after it (`turnPlaces`). */
export async function followTurns(reader: DatasetReader, edited: readonly EditedContent[]): Promise<Int32Array[]> {
  const places: Int32Array[] = [];
  const pace = new Pace();
  for (const { key, before, after } of edited) {
    const turnsOf = (content: ContentId) => reader.see(key, reader.parts.contents.read(content)).view.turns;
    places.push(turnPlaces(turnsOf(before), turnsOf(after)));
    await pace.keep();
  }
  return places;
}
