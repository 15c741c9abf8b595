import { parentPort, workerData } from 'node:worker_threads';
import { Contents, type SharedContents } from '../../../../src/dataset/edits/contentLog';
import { Overlay, type SharedOverlay } from '../../../../src/dataset/edits/overlay';

// A thread that reads what another one edits, as fast as it can, until it is told to stop.

interface WhatToRead {
  readonly contents: SharedContents;
  readonly overlay: SharedOverlay;
  readonly keys: number;
  readonly stop: SharedArrayBuffer;
}

export interface WhatWasRead {
  /** Contents, and how many could not be read since this thread has not been told of them. */
  readonly read: number;
  readonly unknown: number;
  readonly wrong: readonly string[];
}

const shared = workerData as WhatToRead;
const stop = new Int32Array(shared.stop);
const contents = Contents.fromShared(shared.contents);
const overlay = Overlay.fromShared(shared.overlay);
let read = 0;
let unknown = 0;
const wrong: string[] = [];
parentPort!.postMessage('ready');
while (Atomics.load(stop, 0) === 0) {
  for (let key = 0; key < shared.keys; key++) {
    const id = overlay.get(key);
    if (id === 0) continue;
    if (!contents.has(id)) {
      unknown++;
      continue;
    }
    const text = Buffer.from(contents.read(id)).toString();
    const [of, length] = text.split(' ').map(Number);
    if (of !== key || length !== text.length) wrong.push(`${key}: ${text}`);
    read++;
  }
}
parentPort!.postMessage({ read, unknown, wrong: wrong.slice(0, 5) } satisfies WhatWasRead);
