import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface ProcessState {
  readonly isRunning: boolean;
  /**
   * When it was started, as the system says it, to be compared: another process with the same number was started at
   * another time. Absent where it cannot be told.
   */
  readonly started?: string;
}

const LONGEST_WAIT = 10_000;

export async function processState(id: number): Promise<ProcessState> {
  if (!isThere(id)) return { isRunning: false };
  switch (process.platform) {
    case 'linux':
      return linuxState(id).catch(() => ({ isRunning: true }));
    case 'win32':
      return { isRunning: true, started: await answerOf('powershell.exe', ...WINDOWS_START(id)) };
    default:
      return { isRunning: true, started: await answerOf('ps', '-o', 'lstart=', '-p', String(id)) };
  }
}

function isThere(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Of another user, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** proc_pid_stat(5): the process's state is the third field, the time of its start, in ticks since the boot, the 22nd. */
async function linuxState(id: number): Promise<ProcessState> {
  const [stat, boot] = await Promise.all([`/proc/${id}/stat`, '/proc/sys/kernel/random/boot_id'].map((path) => readFile(path, 'utf8')));
  // The second is a name in parentheses, which may have anything in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  // One that has ended, and that whoever started it has not asked about.
  if (state === 'Z' || state === 'X') return { isRunning: false };
  return { isRunning: true, started: `${boot.trim()} ${start}` };
}

const WINDOWS_START = (id: number) => ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${id}).StartTime.ToFileTimeUtc()`];

async function answerOf(program: string, ...args: string[]): Promise<string | undefined> {
  try {
    // Times are written as the process's environment has it.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const { stdout } = await promisify(execFile)(program, args, { env, timeout: LONGEST_WAIT, windowsHide: true });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
