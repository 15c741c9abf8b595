import { writeSync } from 'node:fs';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../../src/dataset/edits/editedDataset';
import { writeSnapshot } from '../../../../src/dataset/edits/snapshotFile';

// A program that edits without end: node editingProcess.mjs FOLDER BACKUP RECORDS. Edit n changes record n % RECORDS
// to "n " and some filling. It says after each backup how many edits that holds.

const [folder, backup, records] = process.argv.slice(2);
const log = new ContentLog(folder);
const dataset = new EditedDataset(Number(records), log);
for (let edits = 0; ; ) {
  const key = edits % Number(records);
  const before = dataset.loggedContent(key) || log.append(Buffer.from(`original ${key}`));
  const after = log.append(Buffer.from(`${edits} ${'x'.repeat(edits % 300)}`));
  dataset.apply({ label: 'Change', contents: { keys: [key], before: [before], after: [after] } });
  edits++;
  if (edits % 50 === 0) {
    await writeSnapshot(backup, dataset, { size: 1, modified: '2' });
    writeSync(1, `${edits}\n`);
  }
}
