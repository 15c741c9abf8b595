/**
 * Types into the text area that has the focus, in place of what is selected there: its own undo takes it back. There is
 * no other way than this command, old as it is, to leave that undo whole.
 */
export function typeText(text: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(text ? 'insertText' : 'delete', false, text);
}
