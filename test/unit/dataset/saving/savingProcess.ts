import { writeSync } from 'node:fs';
import { indexRecords } from '../../../../src/dataset/indexRecords';
import { replaceFile } from '../../../../src/dataset/saving/replaceFile';
import { SaveError } from '../../../../src/dataset/saving/saveError';
import { writeDataset } from '../../../../src/dataset/saving/writeDataset';
import { openSource } from '../../../../src/dataset/source';
import { breathe } from '../support';

// A program that saves: node savingProcess.mjs FILE POSITION CONTENT. It says "ready" before it saves, and then "saved"
// or, as JSON, why not.

const [path, position, content] = process.argv.slice(2);
const source = openSource({ kind: 'file', path });
const index = await indexRecords(source, { breathe });
const contents = { read: () => Buffer.from(content) };
const overlay = { get: (key: number) => (key === Number(position) ? 1 : 0) };
writeSync(1, 'ready\n');
try {
  await replaceFile(path, (descriptor) => writeDataset({ source, index, contents, overlay }, descriptor, { breathe }));
  writeSync(1, 'saved\n');
} catch (error) {
  if (!(error instanceof SaveError)) throw error;
  writeSync(1, `${JSON.stringify({ code: error.code, message: error.message })}\n`);
}
