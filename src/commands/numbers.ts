import * as vscode from 'vscode';

/** Numbers as messages have them. */

export function count(number: number): string {
  return number.toLocaleString(vscode.env.language);
}

/** @param share 0 to 1. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
