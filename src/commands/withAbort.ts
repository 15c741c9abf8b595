import * as vscode from 'vscode';

export type Report = (progress: { readonly message?: string; readonly increment?: number }) => void;

/**
 * Shows work that can be cancelled where VS Code has a place for it.
 * @returns `undefined` when it was cancelled.
 */
export async function withAbort<T>(
  { title, location }: Pick<vscode.ProgressOptions, 'title' | 'location'>,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  try {
    return await vscode.window.withProgress({ title, location, cancellable: true }, (progress, token) => {
      token.onCancellationRequested(() => controller.abort());
      return work(controller.signal, (step) => progress.report(step));
    });
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    throw error;
  }
}
