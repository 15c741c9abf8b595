import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLetters, countWords, proseOf, reduceToProse } from '../../../src/checks/language/prose';
import { SENTENCES, sharedTexts } from './fasttext/texts';

/** The prose with its white space made one, to be compared. */
function prose(text: string): string {
  return proseOf(text, reduceToProse(text)).replace(/\s+/g, ' ');
}

describe('what is cut out', () => {
  it.each([
    [
      'a fenced block',
      'Voici le code :\n```python\nprint("hello world")\n```\nBonne chance !',
      'Voici le code : Bonne chance !',
    ],
    ['a fence of tildes', 'Avant\n~~~\nint x\n```\n~~~\nAprès', 'Avant Après'],
    ['a fence that is never closed', 'Avant\n```js\nlet a\n\nlet b', 'Avant'],
    ['a fence inside a list', '- Ainsi\n  ```sh\n  npm install\n  ```\n- Fin', 'Ainsi Fin'],
    ['a block that opens within a line', 'Hier: ```js\nlet a = 1\n``` Ende', 'Hier: Ende'],
    ['inline code', 'Die Funktion `get_response()` gibt ``a ` b`` zurück.', 'Die Funktion gibt zurück.'],
    ['addresses', 'Siehe https://de.wikipedia.org/wiki/Österreich_(Land)?a=b#c, dann weiter.', 'Siehe , dann weiter.'],
    ['addresses before Chinese', '请看https://example.com/a。然后继续', '请看 。然后继续'],
    ['addresses without scheme', 'Besuche www.beispiel.example/seite oder example.com heute', 'Besuche oder heute'],
    ['e-mail addresses', 'Schreib an max.muster+x@mail.example.org bitte', 'Schreib an bitte'],
    ['formulas between dollars', 'Sei $x_i^2 + y$ und $n$ gegeben.', 'Sei und gegeben.'],
    ['displayed formulas', 'Es gilt $$\\frac{a}{b} = c$$ und \\[ \\sum abc \\] oder \\(abc\\).', 'Es gilt und oder'],
    ['environments', 'Also\n\\begin{align*}\nabc &= d\n\\end{align*}\nfertig', 'Also fertig'],
    ['tags', '<p class="note">Bonjour <br/>tout le <b>monde</b></p>', 'Bonjour tout le monde'],
    ['scripts', 'Bonjour <script>var monde = 1</script> toi', 'Bonjour toi'],
    ['tokens of chat templates', '<|im_start|>Hallo<|im_end|></s>', 'Hallo'],
    ['entities', 'Fisch&nbsp;&amp; Chips&#39;', 'Fisch Chips'],
    ['thoughts before the answer', '<think>\nThe user greets me. `Hi`\n</think>\n\nBonjour !', 'Bonjour !'],
    ['thoughts whose opening tag is in the prompt', 'The user greets me.\n</think>\nBonjour !', 'Bonjour !'],
    ['thoughts of other models', '<|begin_of_thought|>Hm.<|end_of_thought|> Bonjour !', 'Bonjour !'],
    ['not thoughts without an answer', '<think>The user greets me.</think>\n', 'The user greets me.'],
    ['not thoughts that are not ended', '<think>The user greets me.', 'The user greets me.'],
    ['not what stands between such tags later on', 'Bonjour <think>le</think> monde', 'Bonjour le monde'],
    [
      'JSON',
      'Das Ergebnis: {"name": "John Smith", "tags": ["red", "green"], "n": 1.5e3} passt.',
      'Das Ergebnis: passt.',
    ],
    ['Python data', "Liste: ['red', 'green', None] Ende", 'Liste: Ende'],
    [
      'targets of links',
      '[Texte du lien](https://example.org/a_(b) "titre") et ![image](a.png)',
      '[Texte du lien et ![image',
    ],
    ['tables', '| Land | Stadt |\n|:-----|------:|\n| Peru | Lima |', 'Land Stadt Peru Lima'],
    [
      'marks of markdown',
      '## Titel\n\n> Zitat\n- **fett** und _kursiv_\n1. Punkt',
      'Titel Zitat fett und kursiv Punkt',
    ],
    ['numbers', 'Am 12.05.2024 um 14:30 kamen 1 234,5 Leute, 50% mehr', 'Am um kamen Leute, mehr'],
    ['file paths', 'Öffne /usr/local/bin/foo und C:\\Users\\max\\x.txt, dann src/app/main.ts', 'Öffne und , dann'],
    ['file names', 'Starte generate.py jetzt', 'Starte jetzt'],
    ['names and tags', 'Danke @max_muster für #sonnenschein heute', 'Danke für heute'],
    ['emoji', 'Gut 👩🏽‍💻 gemacht 🇩🇪 ✅', 'Gut gemacht'],
    [
      'encoded runs',
      'Der Hash 9f86d081884c7d659a2feaa0c55ad015 und 550e8400-e29b-41d4-a716-446655440000',
      'Der Hash und',
    ],
    ['base64', 'Daten: aGVsbG8gd29ybGQgdGhpcyBpcyBiYXNlNjQgZW5jb2RlZA== Ende', 'Daten: Ende'],
    [
      'Python without a fence',
      'Hier ist es:\n\nimport os\nfrom sys import argv\n\ndef hello(name):\n    x = name\n    print("hello", x)\n    return x\n\nViel Spaß damit.',
      'Hier ist es: Viel Spaß damit.',
    ],
    [
      'C without a fence',
      'Das Programm:\n#include <stdio.h>\nint main(void) {\n  int count = 5;\n  printf("hello %d", count);\n  return 0;\n}\nEs gibt etwas aus.',
      'Das Programm: Es gibt etwas aus.',
    ],
    ['SQL', 'Abfrage:\nSELECT name, age FROM people\nWHERE age > 5;\nFertig.', 'Abfrage: Fertig.'],
  ])('%s', (_, text, expected) => expect(prose(text)).toBe(expected));
});

describe('what stays', () => {
  it.each([
    ['prices', 'It costs $5 and $6, or US$7-$8 with tax.', 'It costs $ and $ , or US$ with tax.'],
    ['prices with words between', 'Pay $20 for the book and get $10 back', 'Pay $ for the book and get $ back'],
    [
      'lines that end in a colon or semicolon',
      'Pour cela :\n- les pommes (rouges) ;\n- les poires ;\nIf you like it:\nFor example:',
      'Pour cela : les pommes (rouges) ; les poires ; If you like it: For example:',
    ],
    [
      'words of programs in sentences',
      'Import taxes rise. Class starts at noon, for all in town: return early.',
      'Import taxes rise. Class starts at noon, for all in town: return early.',
    ],
    ['less than and greater than', 'wenn a < b und c > d gilt', 'wenn a < b und c > d gilt'],
    ['brackets', 'Siehe [Anmerkung] und {Name} hier', 'Siehe [Anmerkung] und {Name} hier'],
    ['words with digits in them', 'Covid19 and 3D and H2O and the 20th', 'Covid19 and 3D and H2O and the 20th'],
    ['numbers glued to unspaced scripts are cut, not the words', '二〇一八年2018年の話', '二〇一八年 年の話'],
    ['alternatives', 'he/she and and/or km/h', 'he/she and and/or km/h'],
    [
      'long words',
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    ],
    ['joiners inside words', 'می‌خواهم ක්‍රමය', 'می‌خواهم ක්‍රමය'],
    ['backticks for apostrophes', 'It`s fine, isn`t it', 'It`s fine, isn`t it'],
    ['a backtick that is not closed in its paragraph', 'Das ` hier\n\nund ` dort', 'Das ` hier und ` dort'],
    [
      'missing spaces after full stops',
      'Das ist das Ende.Die Geschichte geht weiter.',
      'Das ist das Ende.Die Geschichte geht weiter.',
    ],
    ['escaped newlines', 'Erste Zeile\\nZweite Zeile', 'Erste Zeile\\nZweite Zeile'],
  ])('%s', (_, text, expected) => expect(prose(text)).toBe(expected));

  it('a whole answer wrapped in a fence', () => {
    const answer =
      'Der Himmel ist blau.\nDie Luft streut kurzwelliges Licht stärker als langwelliges, daher die Farbe.';
    for (const text of [`\`\`\`\n${answer}\n\`\`\``, `\`\`\`markdown\n${answer}`, `\`\`\`${answer}\`\`\``]) {
      expect(prose(text)).toBe(answer.replace('\n', ' '));
    }
    expect(prose('```\nJe me lève. Je mange des fruits. Je prends une douche et je')).toContain('une douche');
    expect(prose('```\n- Tắt điện\n- Đóng cửa sổ\n- Đóng rèm cửa lại\n```')).toBe(
      'Tắt điện Đóng cửa sổ Đóng rèm cửa lại',
    );
    expect(prose('```\n1. 打开三星耳机应用\n2. 点击右上角设置\n3. 点击音频平衡调节\n```')).toBe(
      '打开三星耳机应用 点击右上角设置 点击音频平衡调节',
    );
  });

  it('not code in a fence without a language', () => {
    expect(prose('```\nfor item in items:\n    print(item)\n    total = total + item\n```')).toBe('');
    expect(prose('```\npip install torch\npip install numpy\npython main.py --now\n```')).toBe('');
  });

  it.each(SENTENCES)('every letter of: %s', (sentence) => {
    expect(prose(sentence)).toBe(sentence);
  });

  const shared = sharedTexts();
  it.skipIf(!shared)(`nearly all of real responses${shared ? '' : ': ../shared/data is not there'}`, () => {
    const kept = shared!
      .filter((text) => countLetters(text) > 0)
      .map((text) => countLetters(proseOf(text, reduceToProse(text))) / countLetters(text))
      .sort((a, b) => a - b);
    expect(kept[Math.floor(kept.length / 2)]).toBeGreaterThan(0.9);
    expect(kept[Math.floor(kept.length / 20)]).toBeGreaterThan(0.9);
  });
});

describe('whatever comes in', () => {
  const pieces = [
    '```',
    '~~~',
    '`',
    '$',
    '$$',
    '\\[',
    '\\]',
    '\\(',
    '\\begin{align}',
    '\\end{align}',
    '<',
    '>',
    '</a',
    '<!--',
    '-->',
    '{',
    '}',
    '[',
    ']',
    '](',
    ')',
    '"',
    "'",
    ':',
    ',',
    '\\',
    'http://',
    'www.',
    '@',
    '#',
    '/',
    '.',
    '\n',
    '\n\n',
    ' ',
    '1',
    'true',
    'word',
    'Wort',
    '文字',
    'é',
    '👍',
    '\ud800',
    '\udc00',
    'import x',
    'def f(x):',
    'x = 1;',
    '|',
    '*',
    '_',
    '-',
    '\0',
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  it('gives sorted, disjoint, trimmed segments inside the text, each with a letter', () => {
    fc.assert(
      fc.property(text, (input) => {
        let last = 0;
        for (const { start, end } of reduceToProse(input)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(input.length);
          const segment = input.slice(start, end);
          expect(segment.trim()).toBe(segment);
          expect(countLetters(segment)).toBeGreaterThan(0);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts nothing in the middle of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (input) => {
        expect(proseOf(input, reduceToProse(input))).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 400 },
    );
  });

  // A quadratic step over so many units takes minutes: the test then ends by its timeout.
  const repeat = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));

  it.each(['<', '`', '$', '{"a":[', '\n', 'a'])('takes linear time over 2 MB of %j', (piece) => {
    expect(reduceToProse(repeat(piece, 2_000_000)).length).toBeLessThanOrEqual(1);
  });

  it.each([
    '<a',
    '<a ',
    '<a b=',
    '</',
    '<!--',
    '<script',
    '``` ',
    '`\n',
    '```\n',
    'x```b\n',
    '~~~\n',
    '~~~a\n',
    '$ ',
    '$$',
    '$a',
    '\\[',
    '\\(',
    '\\begin{align}',
    '{',
    '[',
    '{"a":',
    '[1,',
    '[[',
    '{"',
    "['",
    '](',
    '](a',
    '](a "',
    '@',
    'a@',
    'a.',
    'a.b/',
    'a-',
    '/a',
    'a/',
    '#',
    '#a',
    '_',
    '*',
    '-',
    '1',
    '1,',
    '1.a',
    '9',
    'http://',
    '&',
    '&a',
    'A1',
    'é',
    '文',
    '👍',
    '\ud83d',
    ' ',
    '\t',
    'x = ',
    'def f(',
    'import a, ',
    'f(x)',
    'for (',
    'SELECT a ',
    '\\a',
    '(',
    '=',
    ';\n',
    'if a\n',
    '}\n',
    '> ',
    '    ',
    'a b ',
    'public a ',
    '::',
    '|',
  ])('takes linear time over 400 kB of %j', (piece) => {
    const text = repeat(piece, 400_000);
    for (const { start, end } of reduceToProse(text)) expect(text.slice(start, end).trim()).not.toBe('');
  });
});

describe('counting', () => {
  it('counts letters of any script, marks with their letters', () => {
    expect(countLetters('a1é e\u0301! 文 हिन्दी 𝒜')).toBe(8);
    expect(countLetters('123 … 👍')).toBe(0);
  });

  it('counts words', () => {
    expect(countWords("It's 5 o'clock – déjà vu, H2O")).toBe(5);
    expect(countWords('हिन्दी में लिखो')).toBe(3);
    expect(countWords('')).toBe(0);
  });
});
