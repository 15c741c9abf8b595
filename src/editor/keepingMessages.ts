import { posix } from 'node:path';
import * as vscode from 'vscode';
import { whyNotWritten } from '../dataset/saving/saveError';

const SAID_FOR = 5_000;

/**
 * Says that what is found or generated from now on is not kept from one time that a dataset is open to the next, or
 * that it is again.
 * @param uri of the dataset.
 */
export function sayKeeping(what: 'Candidates' | 'Findings', uri: string, failure: Error | undefined): void {
  const name = nameOf(uri);
  if (!failure) {
    vscode.window.setStatusBarMessage(`${what} of ${name} are kept again`, SAID_FOR);
    return;
  }
  console.warn(`Paddock: ${what.toLowerCase()} of ${uri} cannot be kept. ${failure.message}`);
  void vscode.window.showWarningMessage(
    `${what} of ${name} cannot be kept on the disk: ${whyNotWritten(failure)}. ` +
      'New ones are there until the dataset is closed; keeping them is tried again now and then.',
  );
}

/** Says what could not be read of what was kept. @param problems a sentence each. */
export function sayDamaged(what: 'candidates' | 'comparisons', uri: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  console.warn(`Paddock: ${what} of ${uri}: ${problems.join(' ')}`);
  const lines = problems.length === 1 ? 'A line is' : `${problems.length} lines are`;
  void vscode.window.showWarningMessage(`${lines} lost of what was kept of the ${what} of ${nameOf(uri)}. ${problems[0]}`);
}

function nameOf(uri: string): string {
  return posix.basename(vscode.Uri.parse(uri).path);
}
