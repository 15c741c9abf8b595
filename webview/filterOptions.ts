import type { Filter } from '../src/protocol/fromWebview';
import type { CandidateState } from '../src/generation/candidate';
import type { EditorState, Facets, QueueState } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import type { FindQuery } from '../src/dataset/findQuery';
import type { Format } from './format';
import { PROBLEM_NAMES } from './spellingWords';
import { VERDICT_SIGNS } from './words';

/** Something to filter by, as the menu offers it: `filter` holds one value. */
export interface FilterOption {
  readonly group: string;
  readonly label: string;
  readonly count?: number;
  readonly filter: Filter;
  readonly active: boolean;
}

/** What the user waits for, or has to decide. */
const CANDIDATES = ['ready', 'failed', 'generating', 'waiting'] as const satisfies readonly CandidateState[];

/** All that can be filtered by, narrowed to what contains `typed`, which itself can be looked for in the text. */
export function filterOptions(
  typed: string,
  facets: Facets | undefined,
  filters: readonly Filter[],
  format: Format,
  queue?: QueueState,
): FilterOption[] {
  const options: FilterOption[] = [];
  const add = (group: string, label: string, filter: Filter, count?: number) =>
    options.push({ group, label, count, filter, active: isActive(filters, filter) });

  if (facets) {
    add('Records', 'flagged', { kind: 'flagged' }, facets.flagged);
    add('Records', 'with problems', { kind: 'problem' }, facets.problems);
    for (const { verdict, count } of facets.verdicts) {
      add('Verdict', VERDICT_SIGNS[verdict].word, { kind: 'verdict', verdicts: [verdict] }, count);
    }
    if (facets.misspelled !== undefined) add('Spelling', 'misspelled', { kind: 'misspelled' }, facets.misspelled);
    for (const { problem, count } of facets.textProblems ?? []) {
      add('Spelling', PROBLEM_NAMES[problem], { kind: 'textProblem', problems: [problem] }, count);
    }
    for (const { language, count } of facets.found) {
      add('Language found', format.language(language), { kind: 'found', languages: [language] }, count);
    }
    for (const { language, count } of facets.expected) {
      add('Language expected', format.language(language), { kind: 'expected', languages: [language] }, count);
    }
  }

  for (const state of queue ? CANDIDATES : []) {
    if (queue![state] > 0) add('Candidate', state, { kind: 'candidate', states: [state] }, queue![state]);
  }

  const text = typed.trim();
  const needle = text.toLocaleLowerCase();
  const fitting = options.filter(({ group, label }) => `${group} ${label}`.toLocaleLowerCase().includes(needle));
  if (!text) return fitting;
  const query: FindQuery = { text, regex: false, matchCase: false, wholeWord: false, field: '' };
  const filter: Filter = { kind: 'text', query };
  return [...fitting, { group: 'Text', label: `contains “${text}”`, filter, active: isActive(filters, filter) }];
}

/** Adds what the option stands for, or takes it away where it holds already. Values of one kind widen one filter. */
export function toggleFilter(filters: readonly Filter[], { filter, active }: FilterOption): Filter[] {
  return active ? without(filters, filter) : withAdded(filters, filter);
}

export function sameFilters(a: readonly Filter[], b: readonly Filter[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether there has been a check of what is filtered by. */
export function isFilterKnown({ kind }: Filter, { facets, generation }: EditorState): boolean {
  if (kind === 'candidate') return generation.queue !== undefined;
  if (kind === 'misspelled' || kind === 'unknownWord' || kind === 'textProblem') return facets?.misspelled !== undefined;
  return kind === 'text' || facets !== undefined;
}

/** A filter in a few words: "verdict mismatch", "found English or German". */
export function filterWords(filter: Filter, format: Format): string {
  switch (filter.kind) {
    case 'flagged':
      return 'flagged';
    case 'problem':
      return 'with problems';
    case 'misspelled':
      return 'misspelled';
    case 'unknownWord':
      return `unknown word “${filter.word}” (${format.language(filter.language)})`;
    case 'textProblem':
      return filter.problems.map((problem) => PROBLEM_NAMES[problem]).join(' or ');
    case 'candidate':
      return `candidate ${filter.states.join(' or ')}`;
    case 'verdict':
      return `verdict ${filter.verdicts.map((verdict) => VERDICT_SIGNS[verdict].word).join(' or ')}`;
    case 'found':
    case 'expected':
      return `${filter.kind} ${filter.languages.map(format.language).join(' or ')}`;
    case 'languages':
      return `${languagesInWords(filter.instruction, format)} → ${languagesInWords(filter.found, format)}`;
    case 'text': {
      const { text, regex, matchCase, wholeWord, field } = filter.query;
      const how = [field && `in ${field}`, matchCase && 'match case', wholeWord && 'whole word'].filter(Boolean);
      return `text ${regex ? `/${text}/` : `“${text}”`}${how.length > 0 ? ` (${how.join(', ')})` : ''}`;
    }
  }
}

/** As many names as a chip has room for. */
function languagesInWords(languages: readonly LanguageTag[], format: Format): string {
  if (languages.length > MOST_NAMED) return `${format.number(languages.length)} other languages`;
  return languages.map((tag) => (tag === 'und' ? 'cannot be told' : format.language(tag))).join(' or ');
}

const MOST_NAMED = 3;

/** The values of a filter that lists some, else the filter as its own only value. */
function values(filter: Filter): readonly string[] {
  if (filter.kind === 'verdict') return filter.verdicts;
  if (filter.kind === 'found' || filter.kind === 'expected') return filter.languages;
  if (filter.kind === 'textProblem') return filter.problems;
  if (filter.kind === 'candidate') return filter.states;
  return [JSON.stringify(filter)];
}

function withValues(filter: Filter, kept: readonly string[]): Filter {
  if (filter.kind === 'verdict') {
    return { kind: 'verdict', verdicts: filter.verdicts.filter((verdict) => kept.includes(verdict)) };
  }
  if (filter.kind === 'found' || filter.kind === 'expected') return { kind: filter.kind, languages: [...kept] };
  if (filter.kind === 'textProblem') {
    return { kind: 'textProblem', problems: filter.problems.filter((problem) => kept.includes(problem)) };
  }
  if (filter.kind === 'candidate') {
    return { kind: 'candidate', states: filter.states.filter((state) => kept.includes(state)) };
  }
  return filter;
}

function isActive(filters: readonly Filter[], option: Filter): boolean {
  const [value] = values(option);
  return filters.some((filter) => filter.kind === option.kind && values(filter).includes(value));
}

function without(filters: readonly Filter[], option: Filter): Filter[] {
  const [value] = values(option);
  return filters.flatMap((filter) => {
    if (filter.kind !== option.kind) return [filter];
    const kept = values(filter).filter((other) => other !== value);
    return kept.length > 0 ? [withValues(filter, kept)] : [];
  });
}

function withAdded(filters: readonly Filter[], option: Filter): Filter[] {
  const isOneEach = option.kind === 'text' || option.kind === 'unknownWord';
  const same = isOneEach ? -1 : filters.findIndex(({ kind }) => kind === option.kind);
  return same < 0 ? [...filters, option] : filters.map((filter, index) => (index === same ? merge(filter, option) : filter));
}

function merge(filter: Filter, option: Filter): Filter {
  if (filter.kind === 'verdict' && option.kind === 'verdict') {
    return { kind: 'verdict', verdicts: [...filter.verdicts, ...option.verdicts] };
  }
  if (filter.kind === 'found' && option.kind === 'found') {
    return { kind: 'found', languages: [...filter.languages, ...option.languages] };
  }
  if (filter.kind === 'expected' && option.kind === 'expected') {
    return { kind: 'expected', languages: [...filter.languages, ...option.languages] };
  }
  if (filter.kind === 'textProblem' && option.kind === 'textProblem') {
    return { kind: 'textProblem', problems: [...filter.problems, ...option.problems] };
  }
  if (filter.kind === 'candidate' && option.kind === 'candidate') {
    return { kind: 'candidate', states: [...filter.states, ...option.states] };
  }
  return filter;
}
