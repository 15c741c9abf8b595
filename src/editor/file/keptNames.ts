import { readFile } from 'node:fs/promises';
import { replaceText } from '../../dataset/saving/replaceText';

/** A file or folder got another address. Its number is its own, and grows. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  readonly number: number;
}

/** Of more renames the first are forgotten; what was kept of their files is then not found any more. */
const MOST_RENAMES = 1_000;

/**
 * The names by which things are kept of files: findings, candidates, what was chosen for them. A file's name is its
 * address when it was first seen, and stays as it, or a folder that it is in, is renamed or moved. Another file that is
 * put where it was gets a name of its own.
 */
export class KeptNames {
  private renames: readonly Rename[] = [];
  private readonly loaded: Promise<void>;
  private writing: Promise<void> = Promise.resolve();

  /** @param path of the file that lists the renames. */
  constructor(private readonly path: string) {
    this.loaded = readRenames(path).then((renames) => void (this.renames = renames));
  }

  async of(address: string): Promise<string> {
    await this.loaded;
    return keptName(address, this.renames);
  }

  /** A file or folder has another address from now on. It is remembered as long as this process, if not longer. */
  async rename(from: string, to: string): Promise<void> {
    await this.loaded;
    const number = (this.renames.at(-1)?.number ?? 0) + 1;
    this.renames = [...this.renames, { from, to, number }].slice(-MOST_RENAMES);
    const write = () => replaceText(this.path, JSON.stringify(this.renames));
    this.writing = this.writing.then(write).catch((error: Error) => {
      console.warn(`Paddock: that ${from} has been renamed cannot be kept. ${error.message}`);
    });
    await this.writing;
  }
}

/** What a file at an address goes by. @param renames the first of them first. */
export function keptName(address: string, renames: readonly Rename[]): string {
  let name = address;
  for (const { from, to, number } of renames.toReversed()) {
    const before = renamed(name, to, from);
    // What is where something has been moved away from has come there since.
    if (before === undefined && renamed(name, from, to) !== undefined) return `${name}#${number}`;
    name = before ?? name;
  }
  return name;
}

/** What an address is after it, or a folder that it is in, has got another one; `undefined` where it stays. */
export function renamed(address: string, from: string, to: string): string | undefined {
  if (address === from) return to;
  return address.startsWith(`${from}/`) ? to + address.slice(from.length) : undefined;
}

/** Nothing where there is no such list, or none that can be read. */
async function readRenames(path: string): Promise<Rename[]> {
  try {
    const renames = JSON.parse(await readFile(path, 'utf8')) as unknown;
    return Array.isArray(renames) ? renames.filter(isRename) : [];
  } catch {
    return [];
  }
}

function isRename(value: unknown): value is Rename {
  const { from, to, number } = (value ?? {}) as Partial<Rename>;
  return typeof from === 'string' && typeof to === 'string' && Number.isSafeInteger(number);
}
