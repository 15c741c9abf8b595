/** "Hindi, Urdu (there is no dictionary); Khmer (not written in words with spaces)": each reason once, in the order of its first language. */
export function languagesByReason(languages: readonly { readonly name: string; readonly reason: string }[]): string {
  const names = new Map<string, string[]>();
  for (const { name, reason } of languages) names.set(reason, [...(names.get(reason) ?? []), name]);
  return [...names].map(([reason, those]) => `${those.join(', ')} (${reason})`).join('; ');
}
