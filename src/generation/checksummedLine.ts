import { crc32 } from 'node:zlib';

/** The end of a line that has a checksum: CRC-32 (RFC 1952, section 8) of the UTF-8 before it, as the object's last member. */
const CHECKSUM = /,?"crc":"([0-9a-f]{8})"\}$/;
/** What damage leaves of it, in its name or in its digits. */
const BROKEN_CHECKSUM = /"crc":"[^"]*"\}$|"[0-9a-f]{8}"\}$/;

/** An object as a line of JSON that tells whether it has been damaged since; without a line feed. */
export function checksummedLine(value: object): string {
  const text = JSON.stringify(value).slice(0, -1);
  return `${text}${text === '{' ? '' : ','}"crc":"${checksumOf(text)}"}`;
}

export interface ReadLine {
  /** Any JSON; an object without its checksum. */
  readonly value: unknown;
  /** Whether it had one. */
  readonly isChecked: boolean;
}

/**
 * What lines of one file say. Where any of them has a checksum, all had: only files of before there were checksums have
 * none.
 * @returns for each its value; `undefined` for one that is damaged: no JSON, other than its checksum says, or without it.
 */
export function valuesOf(lines: readonly (ReadLine | undefined)[]): unknown[] {
  const areChecked = lines.some((line) => line?.isChecked);
  return lines.map((line) => (line?.isChecked === areChecked ? line.value : undefined));
}

/** @returns `undefined` for a line that is damaged: no JSON, or other than its checksum says. */
export function readLine(line: string): ReadLine | undefined {
  const end = CHECKSUM.exec(line.slice(-LONGEST_END));
  const text = end ? line.slice(0, -end[0].length) : undefined;
  if (text === undefined ? BROKEN_CHECKSUM.test(line.slice(-LONGEST_END)) : end![1] !== checksumOf(text)) return undefined;
  try {
    return { value: JSON.parse(text === undefined ? line : `${text}}`), isChecked: text !== undefined };
  } catch {
    return undefined;
  }
}

const LONGEST_END = ',"crc":"01234567"}'.length;

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
