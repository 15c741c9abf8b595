/** Whether a piece of JSON text stands for a word as dictionaries have it: composed, with the plain apostrophe. */
export function writtenAs(json: string, word: string): boolean {
  try {
    const written = JSON.parse(`"${json}"`) as string;
    return written.normalize('NFC').replaceAll('\u2019', "'") === word;
  } catch {
    return false;
  }
}
