/** Of findings' messages and of numbers: what other programs read must not vary with the user's settings. */
export const LOCALE = 'en';
