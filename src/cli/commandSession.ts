import type { OpenOptions } from './openedDataset';

/** What every command that opens datasets needs. */
export type CommandSession = Omit<OpenOptions, 'threads'>;
