import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/dataset/record';
import { changeOf } from '../../../src/engine/bulkChange';
import { compileCorrections } from '../../../src/engine/correctWords';
import { schemaOf } from '../../../src/schema/schemas';

function correct(text: string, corrections: Record<string, string>, { key = 0, keys = [0] } = {}): string | undefined {
  const schema = schemaOf({ id: 'alpaca' });
  const bytes = Buffer.from(text);
  const parsed = parseRecord(bytes);
  const record = { key, bytes, parsed, view: schema.view(parsed.value), problems: [] };
  const named = Object.entries(corrections).map(([word, correction]) => ({ word, correction, keys: Uint32Array.from(keys) }));
  const changed = changeOf(record, bytes, compileCorrections(named), schema);
  return changed && Buffer.from(changed).toString();
}

const record = (output: string, instruction = 'Teh instruction') => JSON.stringify({ instruction, input: '', output });

describe('corrections of words', () => {
  it('are made in responses alone, to whole words as they are written', () => {
    expect(correct(record('Teh tehnique of teh day. Teh, teh!'), { teh: 'the' })).toBe(record('Teh tehnique of the day. Teh, the!'));
    expect(correct(record('Teh end'), { teh: 'the', Teh: 'The' })).toBe(record('The end'));
    expect(correct(record('Nothing here'), { teh: 'the' })).toBeUndefined();
  });

  it('leave bytes around them as they are', () => {
    const text = '{"instruction": "x",  "input":"", "output": "caf\\u00e9 \\/ teh\\n\\ud83d\\ude00 teh"}';
    expect(correct(text, { teh: 'the' })).toBe(text.replaceAll('teh', 'the'));
  });

  it('find a word in each way of writing it', () => {
    expect(correct(record('Il l’etait, l\'etait'), { "l'etait": "l'était" })).toBe(record("Il l’était, l'était"));
    expect(correct(record('u\u0308bler, \u00fcbler'), { übler: 'übel' })).toBe(record('übel, übel'));
  });

  it('find a word that is part of another one, which is marked by itself', () => {
    expect(correct(record('A well-knwon fact, knwon.'), { knwon: 'known' })).toBe(record('A well-known fact, known.'));
    expect(correct(record("Il parle de l’aplication, dell'acqau"), { aplication: 'application', acqau: 'acqua' })).toBe(
      record("Il parle de l’application, dell'acqua"),
    );
    expect(correct(record('well-knwon'), { knwon: 'known', 'well-knwon': 'famous' })).toBe(record('famous'));
  });

  it('leave code and addresses alone', () => {
    const text = 'Teh word `teh` is in https://teh.example/teh and\n```\nteh = 1\n```\nand teh end.';
    expect(correct(record(text), { teh: 'the' })).toBe(record(text.replace('and teh end', 'and the end')));
  });

  it('are made only where the word is unknown', () => {
    expect(correct(record('teh'), { teh: 'the' }, { key: 7, keys: [1, 5, 7, 9] })).toBe(record('the'));
    expect(correct(record('teh'), { teh: 'the' }, { key: 6, keys: [1, 5, 7, 9] })).toBeUndefined();
    expect(correct(record('teh'), { teh: 'the' }, { key: 6, keys: [] })).toBeUndefined();
  });
});
