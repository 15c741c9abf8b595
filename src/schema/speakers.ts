import { roleOf } from './formats/roles';
import type { TurnRole } from './schema';

/** Names that datasets use together, the most common first. */
const FAMILIES: readonly (readonly string[])[] = [
  ['system', 'user', 'assistant', 'tool'],
  ['system', 'human', 'gpt', 'function_call', 'observation', 'tool'],
  ['prompter', 'assistant'],
  ['system', 'human', 'assistant'],
  ['system', 'instruction', 'input', 'response'],
];

/** Names of speakers in the spelling of a conversation: known ones that it uses, then others of the same family. */
export function speakersLike(used: readonly string[]): string[] {
  const known = new Set(used.map((name) => name.trim().toLowerCase()));
  const uses = (family: readonly string[]) => family.filter((name) => known.has(name)).length;
  const family = FAMILIES.reduce((best, other) => (uses(other) > uses(best) ? other : best));
  const ownNames = used.filter((name) => roleOf(name));
  const others = family.filter((name) => !known.has(name)).map((name) => inCaseOf(ownNames[0] ?? '', name));
  return [...new Set([...ownNames, ...others])];
}

/** What a conversation calls a role: the name that it uses for it, or that which its other names suggest. */
export function speakerFor(role: TurnRole, used: readonly string[]): string | undefined {
  return speakersLike(used).find((name) => roleOf(name) === role);
}

/** Whoever speaks after a turn. */
export function nextRole(role: TurnRole): TurnRole {
  return role === 'response' || role === 'system' ? 'instruction' : 'response';
}

/** `Human` and `USER` have a family too. */
function inCaseOf(sample: string, name: string): string {
  if (!/^\p{Lu}/u.test(sample)) return name;
  return /\p{Ll}/u.test(sample) ? name[0].toUpperCase() + name.slice(1) : name.toUpperCase();
}
