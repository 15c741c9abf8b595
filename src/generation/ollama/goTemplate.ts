import type { PromptTemplate } from '../templates/promptTemplate';

/**
 * A template in the language of Go's `text/template`, as Ollama keeps it with a model, for other programs that use the
 * model: Paddock itself fills templates and sends prompts raw. Ollama has no second text beside an instruction.
 * @see https://github.com/ollama/ollama/blob/main/docs/template.mdx
 */
export function goTemplate({ system, defaultSystem = '', instruction, response }: PromptTemplate): string {
  const opening = system ?? '{system}\n\n';
  const asked = filled(instruction);
  const begun = filled(opening);
  // Either the first words have a place for the instruction, or its own come after them.
  const [inPlace, apart] = opening.includes('{instruction}') ? [asked, ''] : ['', asked];
  const first =
    defaultSystem === ''
      ? `{{ if .System }}${begun}{{ else }}${inPlace}{{ end }}${apart}`
      : begun.replace('{{ .System }}', () => `{{ or .System ${JSON.stringify(defaultSystem)} }}`) + apart;
  const [before, after] = response.split('{response}');
  return `${first}${literal(before.replace(/ +$/, ''))}{{ .Response }}${literal(after)}`;
}

const VALUES: Readonly<Record<string, string>> = { system: '{{ .System }}', instruction: '{{ .Prompt }}' };

function filled(pattern: string): string {
  return pattern
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? literal(part) : (VALUES[part] ?? literal(`{${part}}`))))
    .join('');
}

/** Text that stands for itself. */
function literal(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
