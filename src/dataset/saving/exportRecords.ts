import { isAdded, type RecordKey } from '../edits/recordKey';
import { readRecord } from '../readRecords';
import { BlockWriter } from './blockWriter';
import type { EditedRecords } from './editedRecords';
import type { Fingerprint } from './fingerprint';
import { replaceFile } from './replaceFile';
import type { WriteOptions } from './writeDataset';

const NEWLINE = Buffer.from('\n');
const PROGRESS_RECORDS = 1_000;

/**
 * Writes records, as edited, to a file of their own as JSONL; a file of that name is replaced. An array's element that
 * spans lines becomes one line: each of its line breaks becomes a space, with the indentation after it.
 * @param keys which records, in the order to be written; progress counts them.
 * @throws SaveError
 */
export async function exportRecords(
  path: string,
  records: EditedRecords,
  keys: ArrayLike<RecordKey>,
  { signal, onProgress, breathe }: WriteOptions,
): Promise<Fingerprint> {
  const { fingerprint } = await replaceFile(
    path,
    async (descriptor) => {
      const writer = new BlockWriter(descriptor, { signal, breathe });
      for (let done = 0; done < keys.length; done++) {
        await writer.add(inOneLine(readEdited(records, keys[done])));
        await writer.add(NEWLINE);
        if (done % PROGRESS_RECORDS === 0) onProgress?.(done, keys.length);
      }
      writer.end();
    },
    { signal },
  );
  return fingerprint;
}

function readEdited({ source, index, contents, overlay }: EditedRecords, key: RecordKey): Uint8Array {
  const content = overlay.get(key);
  if (content !== 0) return contents.read(content);
  if (isAdded(key)) throw new RangeError(`The record added as ${key} has no content`);
  return readRecord(source, index, key);
}

function inOneLine(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(NEWLINE[0])) return bytes;
  // Latin-1 keeps every byte, whatever the encoding.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return Buffer.from(text.replace(/\r?\n[ \t]*/g, ' '), 'latin1');
}
