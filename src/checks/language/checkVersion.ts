/**
 * To be raised with every change after which the language check can judge a record otherwise than before: verdicts that
 * have been kept are then made anew. That includes changes of what schemas see in a record.
 */
export const LANGUAGE_CHECK_VERSION = 6;
