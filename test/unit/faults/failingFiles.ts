import fs from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import promises, { type FileHandle, open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Strikes the file system's calls one after the other: the process dies at one, the disk is full from one on, or one
 * fails. A process that is killed is one whose calls come to nothing from then on: what it wrote before is with the
 * operating system and stays. To be imported before the modules that are struck, which may keep what they import.
 */

const FAULTS = [
  /** Killed before the call, halfway through it where it writes, and after it. */
  'killed before',
  'killed halfway',
  'killed after',
  /** From the call on there is no room; half of what it writes has found some. */
  'disk full',
  /** The call alone fails. */
  'EIO',
  'EACCES',
  /** The call writes half, and says so, as it may. */
  'short write',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What became of work that was struck. `struck`: by name, the call. */
export interface Struck {
  readonly fault: Fault;
  readonly struck: string;
  /** Whether it is as if the process had been killed. */
  readonly isKilled: boolean;
  /** What the work said; absent where it said that all went well. */
  readonly error?: Error;
}

export interface Scenario<T> {
  /** Makes what is there before, without faults. */
  prepare(folder: string): Promise<T> | T;
  /** What is struck. Whatever it begins must have ended when it settles. */
  work(prepared: T, folder: string): unknown;
  /** Looks at what is left, without faults. */
  check(struck: Struck, prepared: T, folder: string): Promise<void> | void;
}

/**
 * Strikes each call of a scenario with each of the faults, always beginning anew.
 * @returns the names of the calls that were struck.
 */
export async function strikeEachCall<T>(scenario: Scenario<T>, faults: readonly Fault[] = FAULTS): Promise<Set<string>> {
  const names = new Set<string>();
  const root = mkdtempSync(join(tmpdir(), 'paddock-faults-'));
  try {
    for (const fault of faults) {
      for (let call = 1; ; call++) {
        const folder = join(root, `${fault} ${call}`);
        fs.mkdirSync(folder);
        const prepared = await scenario.prepare(folder);
        const blow = new Blow(folder, fault, call);
        current = blow;
        let error: Error | undefined;
        try {
          await scenario.work(prepared, folder);
        } catch (thrown) {
          error = thrown as Error;
        } finally {
          current = undefined;
        }
        const struck = blow.struck;
        if (struck === undefined && error) throw error;
        if (struck === undefined) break;
        names.add(struck);
        try {
          await scenario.check({ fault, struck, isKilled: blow.isKilled, error }, prepared, folder);
        } catch (failure) {
          (failure as Error).message = `${fault}, call ${call} (${struck}): ${(failure as Error).message}`;
          throw failure;
        }
      }
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return names;
}

let current: Blow | undefined;

const WRITES = new Set(['write', 'writeSync', 'writeFile', 'writeFileSync', 'appendFile', 'appendFileSync']);
/** What needs room on the disk besides; opening a file that is there does not, but can be told apart only by its flags. */
const MAKES = new Set(['mkdir', 'mkdirSync', 'fsync', 'fsyncSync', 'sync', 'datasync']);

class Blow {
  private calls = 0;
  private isStruck = false;
  private isDead = false;
  struck: string | undefined;
  private readonly descriptors = new Set<number>();
  private readonly handles = new WeakSet<object>();

  constructor(
    private readonly folder: string,
    private readonly fault: Fault,
    private readonly call: number,
  ) {}

  get isKilled(): boolean {
    return this.isDead;
  }

  concerns([first]: readonly unknown[], owner: unknown): boolean {
    if (typeof owner === 'object' && owner !== null && this.handles.has(owner)) return true;
    return typeof first === 'number' ? this.descriptors.has(first) : typeof first === 'string' && first.startsWith(this.folder);
  }

  /** What a call has opened is struck, too. */
  opened(result: unknown): void {
    if (typeof result === 'number') this.descriptors.add(result);
    else if (typeof result === 'object' && result !== null) this.handles.add(result);
  }

  /** What is to become of a call: nothing, half of it and then an error, or itself and then an error. */
  decide(name: string, args: readonly unknown[]): { readonly how: 'do' | 'half' | 'none'; readonly error?: Error } {
    if (this.isDead) return { how: 'none', error: errorOf('KILLED', name) };
    const isMaking = WRITES.has(name) || MAKES.has(name) || (/^open(Sync)?$/.test(name) && /[wax]/.test(String(args[1])));
    if (this.isStruck && this.fault === 'disk full' && isMaking) return { how: 'none', error: errorOf('ENOSPC', name) };
    if (this.isStruck || ++this.calls < this.call) return { how: 'do' };
    // These faults have nothing to do with such a call: it stands for the next one.
    if (this.fault === 'killed halfway' && !WRITES.has(name)) return this.passOver();
    if (this.fault === 'disk full' && !isMaking) return this.passOver();
    if (this.fault === 'short write' && !/^write(Sync)?$/.test(name)) return this.passOver();
    this.isStruck = true;
    this.struck = name;
    switch (this.fault) {
      case 'killed before':
        this.isDead = true;
        return { how: 'none', error: errorOf('KILLED', name) };
      case 'killed halfway':
        this.isDead = true;
        return { how: 'half', error: errorOf('KILLED', name) };
      case 'killed after':
        this.isDead = true;
        return { how: 'do', error: errorOf('KILLED', name) };
      case 'disk full':
        return { how: WRITES.has(name) ? 'half' : 'none', error: errorOf('ENOSPC', name) };
      case 'short write':
        return { how: 'half' };
      default:
        return { how: 'none', error: errorOf(this.fault, name) };
    }
  }

  private passOver(): { readonly how: 'do' } {
    this.calls--;
    return { how: 'do' };
  }
}

function errorOf(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: struck, ${syscall}`), { code, syscall });
}

type Call = (this: unknown, ...args: unknown[]) => unknown;
/** How a call tells what has become of it. A file handle's have no file among their arguments. */
type Kind = 'sync' | 'callback' | 'promise' | 'handle';

/** The arguments for half of what is to be written. */
function halved(name: string, args: readonly unknown[]): unknown[] {
  const at = args.findIndex((argument) => typeof argument !== 'number' && (ArrayBuffer.isView(argument) || WRITES.has(name)));
  const data = args[at];
  if (ArrayBuffer.isView(data) && /^write(Sync)?$/.test(name)) {
    const [offset = 0, length = data.byteLength - offset, position] = args.slice(at + 1) as [number?, number?, number?];
    return [...args.slice(0, at), data, offset, Math.ceil(length / 2), position];
  }
  const bytes = Buffer.from(data as string);
  return [...args.slice(0, at), bytes.subarray(0, bytes.length >> 1), ...args.slice(at + 1)];
}

let isInside = false;

function struckCall(name: string, original: Call, kind: Kind): Call {
  return function (this: unknown, ...args) {
    const blow = current;
    if (!blow?.concerns(args, this) || isInside) return original.apply(this, args);
    const { how, error } = blow.decide(name, args);
    const run = () => original.apply(this, how === 'half' ? halved(name, args) : args);
    if (kind === 'callback') {
      const callback = args.pop() as (error: unknown) => void;
      if (how === 'none') setImmediate(() => callback(error));
      else original.apply(this, [...args, (failure: unknown) => callback(error ?? failure)]);
      return undefined;
    }
    if (kind !== 'sync') {
      return (async () => {
        const result = how === 'none' ? undefined : await run();
        if (name === 'open' && error) await (result as FileHandle | undefined)?.close();
        if (error) throw error;
        if (name === 'open') blow.opened(result);
        return result;
      })();
    }
    // Some of Node's own are made of others.
    isInside = true;
    try {
      const result = how === 'none' ? undefined : run();
      if (name === 'openSync' && error && result !== undefined) fs.closeSync(result as number);
      if (error) throw error;
      if (name === 'openSync') blow.opened(result);
      return result;
    } finally {
      isInside = false;
    }
  };
}

function strike(owner: object, kind: Kind, names: readonly string[]): void {
  const calls = owner as Record<string, Call>;
  for (const name of names) calls[name] = struckCall(name, calls[name], kind);
}

const SYNC = [
  ...['openSync', 'writeSync', 'writeFileSync', 'appendFileSync', 'fsyncSync', 'ftruncateSync', 'truncateSync', 'renameSync'],
  ...['rmSync', 'mkdirSync', 'fchmodSync', 'fchownSync', 'readFileSync', 'readSync'],
];
const PROMISES = ['open', 'rename', 'rm', 'mkdir', 'writeFile', 'appendFile', 'readFile', 'truncate', 'utimes', 'stat', 'readdir'];
const HANDLE = ['write', 'writeFile', 'appendFile', 'sync', 'datasync', 'truncate', 'read', 'readFile', 'stat'];

const handle = await open(tmpdir(), 'r');
strike(Object.getPrototypeOf(handle) as object, 'handle', HANDLE);
await handle.close();
strike(fs, 'sync', SYNC);
strike(fs, 'callback', ['fsync']);
strike(promises, 'promise', PROMISES);
syncBuiltinESMExports();
