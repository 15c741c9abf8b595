import { expect, test } from 'vitest';
import { UnitTable } from '../../../../src/checks/language/unitTable';

test('tells of every unit what has been worked out once', () => {
  const asked: string[] = [];
  const table = new UnitTable((character) => {
    asked.push(character);
    return character.charCodeAt(0) % 3;
  });
  const units = Array.from({ length: 0x10000 }, (_, unit) => unit);
  const expected = units.map((unit) => unit % 3);

  expect(units.map((unit) => table.get(unit))).toEqual(expected);
  expect(units.map((unit) => table.get(unit))).toEqual(expected);
  expect(asked).toHaveLength(0x10000);
});
