import { homedir } from 'node:os';
import { resolve } from 'node:path';

/**
 * The path that a setting means: `~` is the user's own folder, `${workspaceFolder}` the folder that is open, in which
 * other relative paths begin as well.
 */
export function resolvePath(named: string, workspaceFolder: string | undefined): string {
  const path = named.trim().replace(/^~(?=$|[/\\])/, () => homedir());
  if (workspaceFolder === undefined) return path;
  return resolve(workspaceFolder, path.replaceAll('${workspaceFolder}', () => workspaceFolder));
}
