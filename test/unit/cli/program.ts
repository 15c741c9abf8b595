import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');
export const sample = join(root, 'media/sample');
export const program = join(root, 'dist/cli.js');

if (!existsSync(program)) throw new Error('dist/cli.js is missing: build it first with npm run build.');

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly complaints: string;
}

export function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...args], { cwd: root, env: { ...process.env, ...environment } });
}

export function ended(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output: Buffer.concat(output).toString(), complaints: Buffer.concat(complaints).toString() });
    });
  });
}

/** Runs the built command line. */
export function paddock(args: readonly string[], { input = '', environment = {} } = {}): Promise<Outcome> {
  const child = start(args, environment);
  const outcome = ended(child);
  child.stdin.on('error', () => undefined); // it may end before it has read all
  child.stdin.end(input);
  return outcome;
}

export function objectsOf(ndjson: string): Record<string, unknown>[] {
  return ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
