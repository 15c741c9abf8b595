import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Invocation, Region, ReportingDescriptor, Result, Tool } from 'sarif';
import type { Finding } from '../../checks/finding';
import { type Verdict, VERDICTS } from '../../checks/language/languageVerdict';
import { TEXT_PROBLEMS, type TextProblemKind } from '../../checks/spelling/spellingVerdict';
import { RECORD_PROBLEM_CODES, type RecordProblemCode } from '../../dataset/recordProblem';
import type { FileInForce, Report } from './report';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const VERDICT_RULES: Readonly<Record<Verdict, string>> = {
  match: 'The response is in the expected language.',
  mismatch: 'The response is in another language than expected.',
  mixed: 'Parts of the response are in another language than expected.',
  requested: 'The response is in the language that the instruction asks for.',
  undetermined: 'The language of the response cannot be told.',
  empty: 'The response is empty.',
};

const PROBLEM_RULES: Readonly<Record<RecordProblemCode, string>> = {
  blank: 'The line is blank.',
  'invalid-utf8': 'The record is not valid UTF-8.',
  'not-json': 'The record is not valid JSON.',
  'not-an-object': 'The record is not a JSON object.',
  'too-large': 'The record is too large to be read.',
  'lone-surrogate': 'A text of the record has half a surrogate pair.',
  'schema-mismatch': 'The record does not fit the schema of the file.',
  'instruction-missing': 'The record has no instruction.',
  'response-missing': 'The record has no response.',
  'response-not-text': 'The response of the record is not text.',
};

const TEXT_RULES: Readonly<Record<TextProblemKind, string>> = {
  repeatedWord: 'A word is repeated.',
  doubledSpace: 'There is more than one space between words.',
  mixedScript: 'A word has letters of more than one script.',
  mojibake: 'Text was decoded with the wrong character encoding.',
  replacementCharacter: 'Characters were lost in decoding.',
  controlCharacter: 'The text has a control character.',
  unbalancedQuote: 'A quotation mark has no other.',
  unclosedFence: 'A block of code is not closed.',
};

const RULES: readonly ReportingDescriptor[] = [
  ...VERDICTS.map((verdict) => ({ id: `language/${verdict}`, shortDescription: { text: VERDICT_RULES[verdict] } })),
  { id: 'spelling/unknownWord', shortDescription: { text: 'No dictionary of its language knows the word.' } },
  ...TEXT_PROBLEMS.map((kind) => ({ id: `spelling/${kind}`, shortDescription: { text: TEXT_RULES[kind] } })),
  ...RECORD_PROBLEM_CODES.map((code) => ({ id: `record/${code}`, shortDescription: { text: PROBLEM_RULES[code] } })),
];
const RULE_INDEX = new Map(RULES.map(({ id }, index) => [id, index]));

/** What SARIF calls each verdict: only a `fail` has a level. */
const RESULT_KINDS: Readonly<Record<Verdict, Result.kind>> = {
  match: 'pass',
  requested: 'pass',
  mismatch: 'fail',
  mixed: 'fail',
  undetermined: 'open',
  empty: 'review',
};

/** A log in the Static Analysis Results Interchange Format 2.1.0, as code hosts and editors read it. */
export class SarifReport implements Report {
  private file: FileInForce | undefined;
  private artifact: ArtifactLocation = {};
  private results = 0;

  constructor(
    private readonly version: string,
    /** Artifacts below this folder are named relative to it. */
    private readonly folder: string,
  ) {}

  begin(): string {
    const tool: Tool = { driver: { name: 'Paddock', version: this.version, rules: [...RULES] } };
    return (
      `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"tool":${JSON.stringify(tool)},` +
      `"columnKind":"utf16CodeUnits",` +
      `"originalUriBaseIds":{"FOLDER":{"uri":${JSON.stringify(folderUri(this.folder))}}},"results":[`
    );
  }

  beginFile(file: FileInForce): string {
    this.file = file;
    this.artifact = artifactOf(file.name, this.folder);
    return '';
  }

  finding(finding: Finding): string {
    return `${this.results++ ? ',' : ''}\n${JSON.stringify(this.resultOf(finding))}`;
  }

  endFile(): string {
    return '';
  }

  end(errors: readonly string[]): string {
    const invocation: Invocation = {
      executionSuccessful: errors.length === 0,
      toolExecutionNotifications: errors.map((text) => ({ level: 'error', message: { text } })),
    };
    return `\n],"invocations":[${JSON.stringify(invocation)}]}]}\n`;
  }

  private resultOf(finding: Finding): Result {
    const ruleId = ruleOf(finding);
    return {
      ruleId,
      ruleIndex: RULE_INDEX.get(ruleId),
      ...severityOf(finding),
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation: this.artifact, region: this.regionOf(finding) } }],
    };
  }

  private regionOf({ line, span }: Finding): Region {
    // An element of an array may run over many lines: where in them a span lies is not known.
    if (!span || this.file?.container !== 'lines') return { startLine: line };
    return { startLine: line, startColumn: span.start + 1, endColumn: span.end + 1 };
  }
}

function ruleOf(finding: Finding): string {
  switch (finding.check) {
    case 'language':
      return `language/${finding.verdict.verdict}`;
    case 'spelling':
      return `spelling/${finding.mistake.kind}`;
    case 'record':
      return `record/${finding.problem.code}`;
  }
}

function severityOf(finding: Finding): Pick<Result, 'kind' | 'level'> {
  if (finding.check === 'record') return { kind: 'fail', level: finding.problem.severity };
  if (finding.check === 'spelling') return { kind: 'fail', level: 'note' };
  const kind = RESULT_KINDS[finding.verdict.verdict];
  return { kind, level: kind === 'fail' ? 'warning' : 'none' };
}

/** A path below the folder is a relative reference; another one an absolute URI, since SARIF allows no `..`. */
function artifactOf(name: string, folder: string): ArtifactLocation {
  if (name === '-') return { uri: 'stdin', description: { text: 'Standard input' } };
  const path = relative(folder, name);
  if (path.startsWith('..') || isAbsolute(path)) return { uri: pathToFileURL(name).href };
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: 'FOLDER' };
}

function folderUri(folder: string): string {
  const uri = pathToFileURL(folder).href;
  return uri.endsWith('/') ? uri : `${uri}/`;
}
