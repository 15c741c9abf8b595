import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { VerdictStore } from '../src/checks/verdicts/verdictStore';
import { ContentLog } from '../src/dataset/edits/contentLog';
import { EditedDataset } from '../src/dataset/edits/editedDataset';
import { facetsOf, summaryOf } from '../src/editor/view/checkResults';
import { filterRecords } from '../src/editor/view/recordFilter';
import { DatasetEdits } from '../src/engine/datasetEdits';
import { DatasetSession } from '../src/engine/datasetSession';
import { isAbortError } from '../src/threads/rpc';
import { corpus, corpusSource } from './corpus';
import { print, round } from './measure';

// What the user feels while a dataset is checked: how long the extension host's event loop is blocked, how soon a check
// stops when it is cancelled, and how soon an edited record has its new verdict. This process does what the extension
// host does: it takes the verdicts, counts, filters, and tells the page.

const records = Number(process.env.RECORDS ?? 67_000);
const threads = Number(process.env.THREADS ?? Math.max(1, availableParallelism() - 1));
const path = await corpus(records);
console.log(
  `${records.toLocaleString('en')} records, ${corpusSource()}; ${availableParallelism()} cores, ${threads} thread${threads === 1 ? '' : 's'} checking`,
);

/** As often as the editor tells its page, in milliseconds. */
const REFRESH_INTERVAL = 100;
const { equivalent } = DEFAULT_LANGUAGE_OPTIONS;
const options = { language: DEFAULT_LANGUAGE_OPTIONS, findings: () => 'flagged' as const, locale: 'en' };

const folder = mkdtempSync(join(tmpdir(), 'paddock-bench-'));
const session = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads });
await session.indexed;
const { detections } = await session.sampleSchemas();
await session.useSchema(detections[0]?.choice);
const edits = new DatasetEdits(session, new EditedDataset(session.index.count, new ContentLog(join(folder, 'unsaved'))));
const { order } = edits.dataset;

/** The longest times that the process spent in one piece of its own work, in milliseconds. */
const longest = { 'taking a batch': 0, 'telling the page': 0 };
function timed(what: keyof typeof longest, work: () => void): void {
  const began = performance.now();
  work();
  longest[what] = Math.max(longest[what], performance.now() - began);
}

/** Checks all records with a filter in force, and keeps the page up to date meanwhile. */
async function check(store: VerdictStore, signal?: AbortSignal): Promise<void> {
  const tell = () => {
    timed('telling the page', () => JSON.stringify({ facets: facetsOf(store, false), summary: summaryOf(store, { complete: false, withSpelling: false, equivalent }) }));
    void filterRecords([{ kind: 'flagged' }], order, store, new Map());
  };
  const telling = setInterval(tell, REFRESH_INTERVAL);
  try {
    await session.check({ ...options, signal, onBatch: (batch) => timed('taking a batch', () => store.add(batch)) });
  } finally {
    clearInterval(telling);
  }
}

/** Milliseconds from an abort until the check says that it has ended, and until its threads rest. */
async function cancel(after: number): Promise<{ ended: number; resting: number }> {
  const controller = new AbortController();
  const checking = check(new VerdictStore(), controller.signal).catch((error: unknown) => {
    if (!isAbortError(error)) throw error;
  });
  await sleep(after);
  const began = performance.now();
  controller.abort();
  await checking;
  const ended = performance.now() - began;
  for (;;) {
    const { user, system } = process.cpuUsage();
    await sleep(5);
    const spent = process.cpuUsage();
    if (spent.user + spent.system - user - system < 1_000) break;
  }
  return { ended, resting: performance.now() - began };
}

/** Milliseconds from a change of a record until its verdict is known. */
async function recheck(key: number, store: VerdictStore): Promise<{ edit: number; verdict: number }> {
  const began = performance.now();
  await edits.change(key, { kind: 'turnText', turn: 1, text: `Die Luft streut das blaue Licht der Sonne. (${key})` }, 'Edit');
  const edited = performance.now();
  await session.checkAmong([Uint32Array.of(key)], 1, options, ({ keys, batch }) => store.replaceAll(keys, batch));
  return { edit: edited - began, verdict: performance.now() - began };
}

function spread(what: string, times: readonly number[]): Record<string, string | number> {
  const sorted = [...times].sort((a, b) => a - b);
  return { what, 'median, ms': round(sorted[sorted.length >>> 1], 1), 'longest, ms': round(sorted[sorted.length - 1], 1) };
}

// The first check of a process compiles what it runs.
await check(new VerdictStore());
longest['taking a batch'] = longest['telling the page'] = 0;

const delay = monitorEventLoopDelay({ resolution: 1 });
const store = new VerdictStore();
delay.enable();
await check(store);
delay.disable();
const milliseconds = (nanoseconds: number) => round(nanoseconds / 1e6, 1);
print([
  { what: 'event loop blocked', 'median, ms': milliseconds(delay.percentile(50)), '99 %, ms': milliseconds(delay.percentile(99)), 'longest, ms': milliseconds(delay.max) },
  ...Object.entries(longest).map(([what, time]) => ({ what: `of it ${what}`, 'longest, ms': round(time, 1) })),
]);

const cancelled: Awaited<ReturnType<typeof cancel>>[] = [];
for (let round = 0; round < 10; round++) cancelled.push(await cancel(300 + 70 * round));
// Who edits a record sees it, judged by the thread that checks it again.
await session.record({ key: 0, judge: true, locale: 'en' });
const rechecked: Awaited<ReturnType<typeof recheck>>[] = [];
for (let key = 0; key < 50; key++) rechecked.push(await recheck(key * 97, store));
print([
  spread('cancelled check has ended', cancelled.map(({ ended }) => ended)),
  spread('its threads rest', cancelled.map(({ resting }) => resting)),
  spread('record edited', rechecked.map(({ edit }) => edit)),
  spread('and checked again', rechecked.map(({ verdict }) => verdict)),
]);

session.close();
edits.dataset.log.close();
rmSync(folder, { recursive: true });
