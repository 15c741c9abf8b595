/** A change that cannot be made to a record. The message is for people: one sentence with the reason. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError';
}
