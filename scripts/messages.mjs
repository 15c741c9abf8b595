// What the scripts say to the person at the terminal.
import process from 'node:process';

/** An error that the person can do something about: what is wrong, and the remedy. */
export class Stop extends Error {
  constructor(what, remedy) {
    super(`${what}\nRemedy: ${remedy}`);
  }
}

/** Says what begins now. */
export function step(text) {
  console.log(`\n> ${text}`);
}

export function note(text) {
  console.log(`  ${text}`);
}

/** Runs a script's main part; ends the process with a clear message when it fails. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(`\n${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
