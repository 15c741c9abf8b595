/**
 * To be raised with every change after which the spelling check can find other words or text problems in a record than
 * before: verdicts that have been kept are then made anew.
 */
export const SPELLING_CHECK_VERSION = 5;
