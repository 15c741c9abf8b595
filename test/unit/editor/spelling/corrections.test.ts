import { describe, expect, test } from 'vitest';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { placeCorrections } from '../../../../src/editor/spelling/corrections';
import { spelledStore } from '../spelledRecords';

const store = spelledStore([
  { language: 'en', unknown: ['teh', 'adn', 'teh'] },
  { language: 'de', unknown: ['teh'] },
  { language: 'en', unknown: ['adn'] },
  { language: 'en', unknown: ['teh'] },
]);
const teh = { language: 'en', word: 'teh', correction: 'the' };
const adn = { language: 'en', word: 'adn', correction: 'and' };

describe('corrections of unknown words', () => {
  test('are for the records that have the word in that language', async () => {
    const { changes, keys } = await placeCorrections([teh], store, new RecordOrder(4));
    expect(changes).toEqual([{ word: 'teh', correction: 'the', keys: Uint32Array.of(0, 3) }]);
    expect(keys).toEqual(Uint32Array.of(0, 3));
  });

  test('of several words are for the records of each, in the order of the dataset', async () => {
    const order = new RecordOrder(4);
    order.apply([{ at: 0, removed: [0, 1, 2, 3], inserted: [3, 2, 0] }]);
    const { changes, keys } = await placeCorrections([teh, adn], store, order);
    expect(changes.map((change) => [...change.keys])).toEqual([[0, 3], [0, 2]]);
    expect([...keys]).toEqual([3, 2, 0]);
  });

  test('of a word that is nowhere are for none', async () => {
    const { keys } = await placeCorrections([{ ...teh, word: 'nowhere' }], store, new RecordOrder(4));
    expect(keys).toHaveLength(0);
  });
});
