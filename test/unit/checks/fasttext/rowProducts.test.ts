import { expect, it } from 'vitest';
import { RowProducts } from '../../../../src/checks/language/fasttext/rowProducts';
import { seededRandom } from './texts';

it.each([[1, 1], [1, 256], [7, 3], [8, 16], [9, 17], [175, 16], [255, 8], [2102, 64]])(
  'multiplies %i rows of %i columns as doubles, one column after another',
  (rows, columns) => {
    const random = seededRandom(rows * columns);
    const numbers = (count: number) => Float32Array.from({ length: count }, () => random() * 8 - 4);
    const matrix = { rows, columns, values: numbers(rows * columns) };
    const products = new RowProducts(matrix);
    for (let time = 0; time < 3; time++) {
      const vector = numbers(columns);
      const expected = Array.from({ length: rows }, (_, row) =>
        vector.reduce((sum, factor, column) => sum + matrix.values[row * columns + column] * factor, 0),
      );
      expect([...products.times(vector)]).toEqual(expected);
    }
  },
);
