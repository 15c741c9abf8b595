import type { WriteStream } from 'node:tty';
import { terminalText } from './reports/terminalText';

const INTERVAL = 100;
const CLEAR_LINE = '\r\u001b[K';

/** How far a piece of work is. */
export interface Amount {
  readonly done: number;
  readonly of: number;
  /** What is counted, in the plural. */
  readonly unit: string;
}

/** One line on a terminal that says how far the work is; silent where standard error is no terminal. */
export class Progress {
  private label = '';
  private file = '';
  private started = 0;
  private drawn = 0;
  private visible = false;

  constructor(private readonly stream: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>) {}

  /** Starts another piece of work: its rate is counted from now. */
  start(label: string, file: string): void {
    this.label = label;
    this.file = file;
    this.started = performance.now();
    this.drawn = 0;
  }

  show(amount: Amount): void {
    const now = performance.now();
    if (!this.stream.isTTY || now - this.drawn < INTERVAL) return;
    this.drawn = now;
    this.visible = true;
    const text = `${progressText(this.label, amount, (now - this.started) / 1000)}  ${terminalText(this.file)}`;
    this.stream.write(CLEAR_LINE + text.slice(0, (this.stream.columns || 80) - 1));
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.visible) this.stream.write(CLEAR_LINE);
    this.visible = false;
  }
}

/**
 * "Checking 45 %  12,000 of 26,000 records, 23,000 a second, 1 s left".
 * @param seconds since the work began.
 */
export function progressText(label: string, { done, of, unit }: Amount, seconds: number): string {
  const share = of > 0 ? Math.floor((100 * done) / of) : 100;
  const parts = [`${number.format(done)} of ${number.format(of)} ${unit}`];
  const rate = seconds > 0 ? done / seconds : 0;
  if (rate > 0) {
    const format = rate < SLOW ? slow : number;
    parts.push(`${format.format(rate)} a second`, `${number.format(Math.ceil((of - done) / rate))} s left`);
  }
  return `${label} ${share} %  ${parts.join(', ')}`;
}

/** Below so many a second, tenths count. */
const SLOW = 10;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const slow = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
