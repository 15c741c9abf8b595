// npm test [-- NAME …]: types, lint, unit tests and end-to-end tests, and one sum over all of them as the last line.
// NAME is `types`, `lint`, `unit`, `e2e`, or a part of the name of test files.
import './node.mjs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { installChromium } from './chromium.mjs';
import { installDependencies } from './dependencies.mjs';
import { build } from './extension.mjs';
import { main, note, step, Stop } from './messages.mjs';
import { installOllama } from './ollama.mjs';
import { root } from './paths.mjs';
import { run, stopAllOnInterrupt } from './processes.mjs';
import { installWorkbench } from './workbench.mjs';

const results = join(root, 'test/results');
const bin = (path) => join(root, 'node_modules', path);
const none = { passed: 0, failed: 0, skipped: 0, failures: [] };

const parts = { types: checkTypes, lint, unit: unitTests, e2e: endToEndTests };

/** Where the Ollama server is that unit tests talk to, or why there is none. */
let ollama;

stopAllOnInterrupt();
await main(async () => {
  const selected = await select(process.argv.slice(2));
  await installDependencies();
  await mkdir(results, { recursive: true });
  await build();
  // Built beside the parts that come before the unit tests: it takes minutes, once.
  const unit = selected.get('unit');
  ollama = unit && (unit.length === 0 || unit.some((file) => file.includes('ollama'))) ? installOllama() : undefined;

  const sum = { passed: 0, failed: 0, skipped: 0 };
  const times = [];
  const failures = [];
  for (const [part, files] of selected) {
    const began = Date.now();
    const counts = await parts[part](files).catch((error) => {
      const message = error instanceof Stop ? error.message : error.stack;
      console.error(`\n${message}`);
      return { ...none, failed: 1, failures: [message] };
    });
    failures.push(...counts.failures.map((failure) => `${part}: ${failure}`));
    times.push(`${part} ${Math.round((Date.now() - began) / 1000)} s (${inWords(counts)})`);
    for (const key of Object.keys(sum)) {
      sum[key] += counts[key];
    }
  }
  process.exitCode = sum.failed > 0 ? 1 : 0;
  // Again at the end, since whoever keeps only the end of a long output needs them most.
  console.log(['', ...failures, times.join('; '), inWords(sum)].join('\n'));
});

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Which parts to run, and which of their files; no files means all.
 * @returns {Promise<Map<string, string[]>>}
 */
async function select(names) {
  if (names.length === 0) {
    return new Map(Object.keys(parts).map((part) => [part, []]));
  }
  const selected = new Map();
  for (const name of names) {
    if (name in parts) {
      selected.set(name, []);
      continue;
    }
    const unit = await testFiles('test/unit', '.test.ts', name);
    const e2e = await testFiles('test/e2e', '.spec.ts', name);
    if (unit.length + e2e.length === 0) {
      throw new Stop(`No test file is named like "${name}".`, `use ${Object.keys(parts).join(', ')} or a part of a file's name.`);
    }
    for (const [part, files] of [['unit', unit], ['e2e', e2e]]) {
      if (files.length > 0) {
        selected.set(part, [...(selected.get(part) ?? []), ...files]);
      }
    }
  }
  return selected;
}

async function testFiles(folder, ending, name) {
  const files = await readdir(join(root, folder), { recursive: true });
  return files.filter((file) => file.endsWith(ending) && file.includes(name)).map((file) => `${folder}/${file}`);
}

/** One check that passes or fails as a whole. */
async function whole(title, ...commands) {
  step(title);
  let failed = 0;
  for (const args of commands) {
    const { code } = await run(process.execPath, args);
    failed ||= code === 0 ? 0 : 1;
  }
  note(failed ? 'failed' : 'passed');
  return { ...none, passed: 1 - failed, failed, failures: failed ? ['see above'] : [] };
}

function checkTypes() {
  const tsc = bin('typescript/bin/tsc');
  return whole('Checking types', [tsc, '--noEmit'], [tsc, '--noEmit', '-p', 'webview']);
}

function lint() {
  return whole('Linting', [bin('eslint/bin/eslint.js'), '--config', 'scripts/eslint.config.mjs', '.']);
}

async function unitTests(files) {
  const { missing = '' } = (await ollama) ?? {};
  step('Unit tests');
  if (missing !== '') {
    note(`the tests that need the Ollama server are skipped: ${missing}`);
  }
  const file = join(results, 'unit.json');
  await rm(file, { force: true });
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = [bin('vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.mts', ...report, ...files];
  // The configuration is an ES module without saying so, which vitest reads all the same.
  const { code } = await run(process.execPath, args, {
    env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', OLLAMA_MISSING: missing },
  });
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = await readReport(file);
  // A file that cannot even be loaded has no tests to count.
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return counted(code, {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
    failures: [
      ...broken.map(({ name, message }) => failure(name, '', message)),
      ...testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages[0])),
      ),
    ],
  });
}

async function endToEndTests(files) {
  await installWorkbench();
  const chromium = await installChromium();
  step('End-to-end tests in the workbench');
  const file = join(results, 'e2e.json');
  await rm(file, { force: true });
  const { code } = await run(
    process.execPath,
    [bin('@playwright/test/cli.js'), 'test', '--config', 'test/e2e/playwright.config.ts', ...files],
    { env: { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  const { stats, errors, suites } = await readReport(file);
  return counted(code, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [
      ...errors.map(({ message }) => message),
      ...specs(suites)
        .filter(({ ok }) => !ok)
        .map(({ file, title, tests }) => failure(file, title, tests.at(-1)?.results.at(-1)?.error?.message)),
    ],
  });
}

/** The tests of Playwright's nested suites. */
function specs(suites) {
  return suites.flatMap((suite) => [...suite.specs, ...specs(suite.suites ?? [])]);
}

/** The place, the name and the reason of a failure, shortened: the whole is where it happened. */
function failure(file, title, reason) {
  const lines = stripVTControlCharacters(reason ?? '').split('\n', 12);
  return [`${relative(root, resolve(root, 'test/e2e', file))} › ${title}`, ...lines.map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Stop('The tests could not be run.', 'mend what the messages above name.');
  }
  return JSON.parse(text);
}

/** A runner that fails for another reason than a test (an error outside of tests, say) counts as one failure. */
function counted(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1, failures: ['errors outside of tests, see above'] } : counts;
}
