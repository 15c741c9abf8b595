import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSavingProcess, temporaryFolder } from './support';

const KILLS = 500;
/** Several at once: most of the time they wait for the disk and for one another's start. */
const LANES = 3;
const EDITED = 5_000;
/** Times the quickest save: past its end, so that the rename and what follows it are struck too. */
const LATEST = 1.3;

const folder = temporaryFolder();
let program: string;
beforeAll(async () => {
  program = await buildSavingProcess(folder);
});

const lines = Array.from({ length: 10_000 }, (_, n) => JSON.stringify({ n, text: `${n} `.repeat(80) }));
const older = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
const content = JSON.stringify({ edited: 'é'.repeat(1_000) });
const newer = Buffer.from(lines.map((line, n) => `${n === EDITED ? content : line}\r\n`).join(''));

/**
 * Starts a process that saves, and does something to it when it begins to.
 * @returns milliseconds from there until it has saved; 0 when it has not.
 */
async function save(path: string, onReady: (kill: () => void) => void): Promise<number> {
  const child = spawn(process.execPath, [program, path, String(EDITED), content], { stdio: ['ignore', 'pipe', 'inherit'] });
  let began = 0;
  let took = 0;
  child.stdout.on('data', (said: Buffer) => {
    if (said.includes('saved')) {
      took = performance.now() - began;
    } else {
      began = performance.now();
      onReady(() => child.kill('SIGKILL'));
    }
  });
  await once(child, 'exit');
  return took;
}

describe('a save that is killed at any point', () => {
  // Hundreds of processes, which a busy machine takes minutes to start.
  it('leaves the old file or the new one, byte for byte', { timeout: 600_000 }, async () => {
    let remaining = KILLS;
    const outcomes = { 'old, nothing begun': 0, 'old, a temporary file left': 0, new: 0 };

    const lane = async (number: number) => {
      const home = join(folder, String(number));
      const path = join(home, 'dataset.jsonl');
      mkdirSync(home);
      let quickest = Infinity;
      for (let round = 0; round < 5; round++) {
        writeFileSync(path, older);
        quickest = Math.min(quickest, await save(path, () => undefined));
        expect(readFileSync(path).equals(newer)).toBe(true);
      }
      writeFileSync(path, older);
      while (remaining-- > 0) {
        await save(path, (kill) => setTimeout(kill, Math.random() * LATEST * quickest));
        const bytes = readFileSync(path);
        const left = readdirSync(home).filter((name) => name !== 'dataset.jsonl');
        if (bytes.equals(older)) {
          outcomes[left.length === 0 ? 'old, nothing begun' : 'old, a temporary file left']++;
        } else {
          expect(bytes.equals(newer)).toBe(true);
          outcomes.new++;
          writeFileSync(path, older);
        }
        expect(left.length).toBeLessThanOrEqual(1);
        for (const name of left) {
          expect(name).toMatch(/^\.dataset\.jsonl\.[0-9a-f]{16}\.paddock-save$/);
          rmSync(join(home, name));
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));

    // Every part of a save was struck.
    for (const [outcome, count] of Object.entries(outcomes)) expect([outcome, count > 0]).toEqual([outcome, true]);
    console.log(`${KILLS} kills: ${JSON.stringify(outcomes)}`);
  });
});
