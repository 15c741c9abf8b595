/** What `paddock` ends with. */
export const EXIT_FLAGGED = 1;
export const EXIT_ERROR = 2;
/** 128 + the number of the signal, as shells count. */
export const EXIT_INTERRUPTED = 130;
export const EXIT_TERMINATED = 143;
