export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Rows under their titles, each column as wide as its widest cell. One line a row, without the last line's end. */
export function columns(heads: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const titles = heads.map(({ title }) => title);
  const widths = heads.map((_, at) => Math.max(...[titles, ...rows].map((cells) => widthOf(cells[at]))));
  return [titles, ...rows].map((cells) =>
    cells
      .map((cell, at) => {
        const padding = ' '.repeat(widths[at] - widthOf(cell));
        return heads[at].align === 'left' ? cell + padding : padding + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Characters that a terminal shows in two cells, roughly: East Asian scripts and emoji. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;
/** Characters that take no cell of their own. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
