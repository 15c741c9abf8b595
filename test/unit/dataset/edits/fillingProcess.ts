import { writeSync } from 'node:fs';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';

// A program that logs until that fails, and goes on with something smaller: node fillingProcess.mjs FOLDER. It says
// why logging failed, and whether it can read all that it has logged.

const log = new ContentLog(process.argv[2]);
const texts: string[] = [];
const append = (text: string) => {
  log.append(Buffer.from(text));
  texts.push(text);
};
try {
  for (let n = 0; n < 1_000; n++) append(`${n} `.repeat(200));
} catch (error) {
  writeSync(1, `${(error as NodeJS.ErrnoException).code}\n`);
}
const before = texts.length;
append('small');
const readable = texts.every((text, at) => Buffer.from(log.read(at + 1)).toString() === text);
writeSync(1, `${before > 10 && readable}\n`);
