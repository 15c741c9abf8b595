import type { Cut } from './cut';
import { marks } from './marks';

/** Opening and closing mark, and the longest stretch between them that is believed. */
const DELIMITED: readonly (readonly [string, string, number])[] = [
  ['<!DOCTYPE html', '</html>', 100_000],
  ['<!doctype html', '</html>', 100_000],
  ['<html', '</html>', 100_000],
  ['<svg', '</svg>', 100_000],
  ['<!--', '-->', 100_000],
  ['<script', '</script>', 100_000],
  ['<style', '</style>', 100_000],
  ['$$', '$$', 5000],
  ['\\[', '\\]', 5000],
  ['\\(', '\\)', 2000],
  ...[
    'equation',
    'align',
    'gather',
    'multline',
    'eqnarray',
    'array',
    'tabular',
    'cases',
    'tikzpicture',
    'verbatim',
    'lstlisting',
  ]
    .flatMap((name) => [name, `${name}*`])
    .map((name) => [`\\begin{${name}}`, `\\end{${name}}`, 20_000] as const),
];

const FIRST_MARKS = marks('<$\\');

/** Web pages, comments, scripts, formulas: what stands between two marks. */
export function cutDelimited(cut: Cut): void {
  if (!cut.has(FIRST_MARKS)) return;
  for (const [open, close, longest] of DELIMITED) cutBetween(cut, open, close, longest);
}

function cutBetween(cut: Cut, open: string, close: string, longest: number): void {
  if (cut.find(open, 0) < 0) return;
  const { rest } = cut;
  let closing = 0;
  for (let at = rest.indexOf(open); at >= 0;) {
    const contentStart = at + open.length;
    if (closing < contentStart) closing = rest.indexOf(close, contentStart);
    if (closing < 0) return;
    const isBelieved = closing - contentStart <= longest;
    if (isBelieved) cut.add(at, closing + close.length);
    at = rest.indexOf(open, isBelieved ? closing + close.length : contentStart);
  }
}
