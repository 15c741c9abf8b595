/**
 * What was typed and could not be made part of the record, such as a number half written: kept while other records
 * are looked at, for as long as the record's own text stays the one that it was typed over.
 */
export class KeptTexts {
  private readonly texts = new Map<string, { readonly over: string; readonly typed: string }>();

  keep(name: string, over: string, typed: string): void {
    this.texts.set(name, { over, typed });
  }

  /** Gives a text back, once. @param over what the record holds now. */
  take(name: string, over: string): string | undefined {
    const kept = this.texts.get(name);
    this.texts.delete(name);
    return kept?.over === over ? kept.typed : undefined;
  }
}
