import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { indexRecords } from '../../../src/dataset/indexRecords';
import { readRecord } from '../../../src/dataset/readRecords';
import { parseRecord } from '../../../src/dataset/record';
import { ChangeError, changeRecord } from '../../../src/schema/changeRecord';
import type { RecordChange } from '../../../src/schema/recordChange';
import { schemaOf } from '../../../src/schema/schemas';
import { oddJson, oddText } from '../dataset/oddJson';
import { edited, temporaryFolder, write } from '../dataset/saving/support';
import { breathe, sourceOf } from '../dataset/support';
import { RECORDS } from '../schema/records';
import { damage, damaged } from './damagedBytes';

const folder = temporaryFolder();
const log = new ContentLog(join(folder, 'contents'));
afterAll(() => log.close());

const SCHEMAS = Object.keys(RECORDS).map((id) => schemaOf({ id }));
const json = (spaces?: number) => (value: unknown) => Buffer.from(JSON.stringify(value, null, spaces));

const record = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(RECORDS).flat()).map(json()) },
  oddJson.map((bytes) => Buffer.from(bytes)),
  fc.constantFrom('', ' ', 'no JSON', '{"a": "cut', '{"a":1}{"b":2}', '[', '\0\0', '\r', '{"instruction": NaN}', 'null').map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
);

const mark = fc.constantFrom('', '', '\ufeff');
const joined = (parts: readonly (Uint8Array | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));

const lines = fc
  .record({ mark, records: fc.array(fc.tuple(record, fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 8 }), isEnded: fc.boolean() })
  .map(({ mark, records, isEnded }) => {
    const parts = records.flat();
    return joined([mark, ...(isEnded ? parts : parts.slice(0, -1))]);
  });

const array = fc
  .record({
    mark,
    records: fc.array(fc.constantFrom(...Object.values(RECORDS).flat()), { maxLength: 6 }),
    spaces: fc.constantFrom(undefined, 0, 2),
    after: fc.constantFrom('', '\n', '\r\n'),
  })
  .map(({ mark, records, spaces, after }) => joined([mark, json(spaces)(records), after]));

const change: fc.Arbitrary<RecordChange> = fc.oneof(
  fc.record({ kind: fc.constant('turnText' as const), turn: fc.nat(3), text: oddText }),
  fc.record({ kind: fc.constant('fieldText' as const), key: fc.constantFrom('output', 'a', 'new'), text: oddText }),
  fc.record({ kind: fc.constant('raw' as const), text: fc.constantFrom('{"a": 1}', 'null', 'no JSON') }),
  fc.record({ kind: fc.constantFrom('removeTurn' as const, 'insertTurn' as const, 'mergeTurn' as const), turn: fc.nat(3) }),
);
const edits = fc.array(fc.record({ at: fc.nat(), schema: fc.constantFrom(...SCHEMAS), change }), { maxLength: 5 });

test('a dataset with any damage is read to its end, and a save changes the bytes of the records that were edited alone', async () => {
  let changedRecords = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(lines, array), fc.oneof(fc.constant([]), damage), edits, async (good, damages, wanted) => {
      const file = Buffer.from(damages.reduce(damaged, good));
      const source = sourceOf(file);
      const index = await indexRecords(source, { breathe });
      let end = 0;
      for (let key = 0; key < index.count; key++) {
        expect(index.start(key)).toBeGreaterThanOrEqual(end);
        end = index.end(key);
        const { value } = parseRecord(readRecord(source, index, key));
        for (const schema of SCHEMAS) schema.view(value);
      }
      expect(end).toBeLessThanOrEqual(file.length);
      // Line by line nothing lies between records but line endings.
      if (index.container === 'lines' && index.count > 0) expect(file.subarray(end).toString('latin1')).toMatch(/^\r?\n?$/);
      if (index.count === 0) return;

      const changed = new Map<number, Uint8Array>();
      for (const { at, schema, change } of wanted) {
        const key = at % index.count;
        const bytes = changed.get(key) ?? readRecord(source, index, key);
        try {
          changed.set(key, changeRecord(bytes, schema, change, index.container));
        } catch (error) {
          expect(error).toBeInstanceOf(ChangeError);
        }
      }
      changedRecords += changed.size;
      const placed = Array.from({ length: index.count }, (_, key) => ({ key, bytes: changed.get(key) }));
      const { bytes } = await write(await edited(file, placed, log), join(folder, 'written'));
      // Each edited record in the place of the old one, and every other byte as it was.
      const parts: Uint8Array[] = [];
      let from = 0;
      for (const [key, record] of [...changed].sort(([a], [b]) => a - b)) {
        parts.push(file.subarray(from, index.start(key)), record);
        from = index.end(key);
      }
      expect(bytes.toString('latin1')).toBe(Buffer.concat([...parts, file.subarray(from)]).toString('latin1'));
    }),
    { numRuns: 500 },
  );
  expect(changedRecords).toBeGreaterThan(200);
});
