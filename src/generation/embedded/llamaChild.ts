import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Remote } from '../../threads/rpc';
import type { LlamaHandlers } from './llamaProcess';

/** Kept of what the process writes as it ends, in characters. */
const LAST_WORDS = 2_000;

/** That the process has ended, by itself or because it was told to. */
export class LlamaEnded extends Error {
  override readonly name = 'LlamaEnded';
}

/** A running process with llama.cpp. */
export class LlamaChild {
  readonly remote: Remote<LlamaHandlers>;
  private readonly process: ChildProcess;
  private lastWords = '';
  private hasEnded = false;

  /** @param folder whose node_modules hold node-llama-cpp */
  constructor(script: string, folder: string, gpu: 'auto' | 'off') {
    this.process = fork(script, [folder, gpu], {
      // In VS Code on the desktop, the program that runs extensions is Electron.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', GGML_NO_BACKTRACE: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-LAST_WORDS);
    });
    this.remote = new Remote<LlamaHandlers>({
      postMessage: (message) => void this.process.send(message as object, () => {}),
      on: (event, listener) => this.process.on(event, listener),
    });
    this.process.on('error', (error) => this.end(error.message));
    // Not `exit`: what it wrote last may still come.
    this.process.on('close', (code, signal) => this.end(signal ?? `exit code ${code}`));
  }

  /** Absent before it runs, and when it could not be started. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  get ended(): boolean {
    return this.hasEnded;
  }

  /** Settles when nothing of it runs any more. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const closed = once(this.process, 'close');
    this.process.kill('SIGKILL');
    await closed;
  }

  private end(how: string): void {
    this.hasEnded = true;
    this.remote.fail(new LlamaEnded([how, this.reason(how)].filter((text) => text !== undefined).join(': ')));
  }

  private reason(how: string): string | undefined {
    const said = this.lastWords.trim().split('\n').findLast((line) => line.trim() !== '');
    // Without the folder in which llama.cpp was built.
    if (said !== undefined) return said.replace(/^\S*[/\\](?=[^/\\]+:\d+: )/, '').slice(0, 300);
    return how === 'SIGKILL' ? 'as systems do when memory runs out' : undefined;
  }
}
