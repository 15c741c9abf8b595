import type { Finding } from '../../checks/finding';
import { languageName } from '../../schema/languageTag';
import { agreementLines } from './agreementLines';
import { type Column, columns } from './columns';
import { percent } from './proportionCells';
import { notSpelledLines, spellingLines } from './spellingLines';
import type { FileInForce, FileSummary, Report } from './report';
import { terminalText } from './terminalText';

/** What the cells of the list say needs no title. */
const UNTITLED: Column = { title: '', align: 'left' };

export interface TableOptions {
  /** How many findings to list for each file. */
  readonly shown: number;
  /** BCP 47, for the names of languages and for numbers. */
  readonly locale: string;
}

/** For people: the numbers of each file, and the first of what was found in it. */
export class TableReport implements Report {
  private files = 0;
  private listed: [line: string, id: string, message: string][] = [];
  private found = 0;
  private readonly number: Intl.NumberFormat;

  constructor(private readonly options: TableOptions) {
    this.number = new Intl.NumberFormat(options.locale);
  }

  begin(): string {
    return '';
  }

  beginFile({ name, records, schema }: FileInForce): string {
    this.listed = [];
    this.found = 0;
    const title = name === '-' ? 'Standard input' : terminalText(name);
    const lines = [
      title,
      `  Schema   ${schema === undefined ? 'none fits' : terminalText(schema)}`,
      `  Records  ${this.number.format(records)}`,
    ];
    return `${this.files++ ? '\n' : ''}${lines.join('\n')}\n`;
  }

  finding(finding: Finding): string {
    this.found++;
    if (this.listed.length < this.options.shown) {
      this.listed.push([`line ${finding.line}`, terminalText(finding.id ?? ''), terminalText(finding.message)]);
    }
    return '';
  }

  endFile(summary: FileSummary): string {
    return [...this.numbers(summary), ...this.notes(summary), ...this.list()].map((line) => `${line}\n`).join('');
  }

  end(): string {
    return '';
  }

  private numbers(summary: FileSummary): string[] {
    const { language, spelling } = summary;
    const tables = [
      language ? agreementLines(language, this.options.locale) : [],
      spelling ? spellingLines(spelling, this.options.locale) : [],
    ];
    return tables.flatMap((lines) => (lines.length ? ['', ...lines] : []));
  }

  private notes({ language, problems, spelling }: FileSummary): string[] {
    const notes: string[] = [];
    const { all, crossLingual } = language ?? {};
    const uncertain = all ? all.undetermined + all.empty : 0;
    if (all && uncertain > 0) {
      const { format } = this.number;
      notes.push(
        `  ${percent(uncertain / all.responses, 1)} of the responses are uncertain: ` +
          `${format(all.undetermined)} undetermined, ${format(all.empty)} empty.`,
      );
    }
    if (problems > 0) {
      const counted = problems === 1 ? '1 record has' : `${this.number.format(problems)} records have`;
      notes.push(`  ${counted} something wrong as such.`);
    }
    if (crossLingual) {
      const { instruction, response, share } = crossLingual;
      notes.push(
        `  ${percent(share, 1)} of the responses are ${languageName(response, this.options.locale)} while the instructions are ` +
          `${languageName(instruction, this.options.locale)}: if that is meant, use --expected ${response}.`,
      );
    }
    if (spelling) notes.push(...notSpelledLines(spelling, this.options.locale));
    return notes.length ? ['', ...notes] : [];
  }

  private list(): string[] {
    if (this.found === 0) return ['', '  Nothing found.'];
    if (this.listed.length === 0) return [];
    const anyId = this.listed.some(([, id]) => id !== '');
    const cells = this.listed.map(([line, id, message]) => (anyId ? [line, id, message] : [line, message]));
    const [, ...rows] = columns(cells[0].map(() => UNTITLED), cells);
    const more = this.found - this.listed.length;
    const rest = more > 0 ? [`  … and ${this.number.format(more)} more (--show ${this.found} lists them all)`] : [];
    return ['', ...rows.map((row) => `  ${row}`), ...rest];
  }
}
