import { html, nothing, type TemplateResult } from 'lit';
import type { RecordDetail, RecordKey } from '../src/protocol/toWebview';
import type { Field } from '../src/schema/fieldsOf';
import { withControlPictures } from './controlCharacters';
import './editableText';
import type { EditableTextSource } from './editableText';
import type { Format } from './format';
import { jsonProblem } from './jsonProblem';
import { plainText } from './markedText';

/** The fields of a record that are no turns. @param request which the record has come with */
export function fieldList({ key, fields }: RecordDetail, request: number, format: Format): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  return html`<h3>Other fields</h3>
    <dl class="fields">
      ${fields.map(
        (field) => html`<dt title=${withControlPictures(field.key)}>${withControlPictures(field.key)}</dt>
          <dd>
            <paddock-text
              class="field-text"
              label=${field.key}
              .format=${format}
              .source=${fieldSource(key, request, field)}
            ></paddock-text>
          </dd>`,
      )}
    </dl>`;
}

/** A field that holds text is edited as text, any other as JSON. */
function fieldSource(record: RecordKey, request: number, { key, text, json }: Field): EditableTextSource {
  const isText = text !== undefined;
  return {
    record,
    request,
    name: `field ${key}`,
    text: text ?? json,
    draw: (shown) => plainText(shown),
    change: isText
      ? (typed) => ({ kind: 'fieldText', key, text: typed })
      : (typed) => ({ kind: 'fieldJson', key, json: typed }),
    load: async () => text ?? json,
    problem: isText ? undefined : jsonProblem,
  };
}
