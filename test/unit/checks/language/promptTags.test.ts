import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptTag } from '../../../../src/checks/language/promptTags';
import { languageRequest } from '../../../../src/checks/language/requestedLanguage';

const sure = (language: string, quote: string) => ({ language, quote, isSure: true });
const unsure = (language: string, quote: string) => ({ language, quote, isSure: false });

describe('a language in front of a prompt or behind it', () => {
  it.each([
    ['[Swedish] Why is the sky blue?', sure('sv', '[Swedish]')],
    ['(pt) Give me an idea for breakfast.', sure('pt', '(pt)')],
    ['<fr> Wie schlafe ich besser?', sure('fr', '<fr>')],
    ['**[Brazilian Portuguese]** Tell me a story.', sure('pt-BR', '**[Brazilian Portuguese]**')],
    ['[Chinese (Traditional)] Tell me a story.', sure('zh-Hant', '[Chinese (Traditional)]')],
    ['【日本語】What is bread?', sure('ja', '【日本語】')],
    ['Why is the sky blue?\n[Swedish]', sure('sv', '[Swedish]')],
    ['English: The cat sleeps on the chair.\nFrench:', sure('fr', 'French:')],
  ])('asks for it: %s', (prompt, tag) => {
    expect(promptTag(prompt)).toEqual(tag);
    expect(languageRequest(prompt).asked).toEqual({ language: tag.language, quote: tag.quote });
  });

  it.each([
    ['Swedish: Why is the sky blue?', unsure('sv', 'Swedish:')],
    ['**Swedish**: Why is the sky blue?', unsure('sv', '**Swedish**:')],
    ['Español: What is bread?', unsure('es', 'Español:')],
    ['Spanish: hola. What does this word mean?', unsure('es', 'Spanish:')],
    ['Question (Romanian): describe your room.', unsure('ro', 'Question (Romanian):')],
    ['Why is the sky blue? (Swedish)', unsure('sv', '(Swedish)')],
    ['Why is the sky blue? - Swedish', unsure('sv', '- Swedish')],
    ['Why is the sky blue? #Swedish', unsure('sv', '#Swedish')],
    ['[IT] How do I reset my password?', unsure('it', '[IT]')],
    ['(it) crashed again, what should I do?', unsure('it', '(it)')],
    ['[German] Translate: Der Hund bellt.', unsure('de', '[German]')],
  ])('allows it: %s', (prompt, tag) => {
    expect(promptTag(prompt)).toEqual(tag);
    const { asked, possible } = languageRequest(prompt);
    expect(asked).toBeUndefined();
    expect(possible).toEqual([{ language: tag.language, quote: tag.quote }]);
  });

  it.each([
    '[Greek mythology] Who was the father of Zeus?',
    '(French Revolution) What happened in July 1789?',
    'German Shepherd: how often should I brush its coat?',
    '[cat] Describe the picture.',
    'How far is it? (approximately)',
    'Summarize: the meeting was moved.',
    '',
    '[] []',
  ])('is none in %j', (prompt) => {
    expect(promptTag(prompt)).toBeUndefined();
  });

  it('goes behind what is asked for in words', () => {
    expect(languageRequest('[German] Der Hund bellt. Answer in French.').asked?.language).toBe('fr');
  });

  it('is quoted as it is written, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('[Swedish]', 'Swedish:', '(sv)', '\nFrench:'), (text, tag) => {
        for (const prompt of [tag + text, text + tag]) {
          const found = promptTag(prompt);
          if (found) expect(prompt).toContain(found.quote);
        }
      }),
    );
  });
});
