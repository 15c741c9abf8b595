/** A workspace's storage, and with a number at its end the one that stands in for it: "3f2a", "3f2a-1". */
const STANDING_IN = /(\/workspaceStorage\/-?[0-9a-f]+)-[1-9](?=\/[^/]+$)/;

/**
 * The path of the storage that belongs to the workspace. VS Code gives another one beside it while the extension host of
 * a window before, or of another one, has not ended yet: what was kept would seem gone until then. Only for files that
 * several may write to.
 */
export function pathOfSharedStorage(path: string): string {
  return path.replace(STANDING_IN, '$1');
}
