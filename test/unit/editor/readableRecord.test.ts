import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableRecord } from '../../../src/editor/file/readableRecord';

describe('a record to be read and compared', () => {
  it('has a member or element a line, and the lines of its texts', () => {
    const text = '{"id":1.0, "output":"One.\\nTwo: C:\\\\new.\\n\\nThree.\\n","tags":["a",{"b":[]}],"none":{}}';
    expect(readableRecord(text)).toBe(
      [
        '{',
        '  "id": 1.0,',
        '  "output": "One.\\n',
        '    Two: C:\\\\new.\\n',
        '    \\n',
        '    Three.\\n",',
        '  "tags": [',
        '    "a",',
        '    {',
        '      "b": []',
        '    }',
        '  ],',
        '  "none": {}',
        '}',
      ].join('\n'),
    );
  });

  it('is as it is where it is not JSON', () => {
    for (const text of ['{"output": "cut', '', '{"a": NaN}', '{"a": 1} {"b": 2}']) expect(readableRecord(text)).toBe(text);
  });

  it('has every token as it is written', () => {
    const packed = (text: string) => text.replace(/\s/g, '');
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(packed(readableRecord(text))).toBe(packed(text));
      }),
    );
  });

  it('stays about as long as it is, however deep it is nested', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    expect(readableRecord(deep).length).toBeLessThan(50 * deep.length);
  });
});
