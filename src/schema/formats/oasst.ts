import { isObject, type JsonObject } from '../json';
import { recordLanguage } from '../recordLanguage';
import type { JsonPath } from '../schema';
import type { RecordReader, SchemaFormat } from './format';
import { roleOf } from './roles';

/** Every turn holds its path, so that without a limit a hostile tree would take memory by the square of its depth. */
const DEEPEST = 1_000;

/** OpenAssistant's trees: a prompt with replies, which have replies in turn. */
export const oasstTree: SchemaFormat = {
  id: 'oasst-tree',
  name: 'OASST trees',
  description: 'prompt with nested replies, each of text, role and lang',
  evidence: 'a prompt with replies',
  score: ({ prompt }) => (isObject(prompt) && prompt.text !== undefined && prompt.replies !== undefined ? 1 : 0),
  read: ({ prompt }, reader) => {
    if (!isObject(prompt)) {
      reader.missing('instruction', prompt, ['prompt', 'text']);
      return;
    }
    // Depth first, without recursion.
    const waiting: { readonly message: unknown; readonly path: JsonPath }[] = [{ message: prompt, path: ['prompt'] }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { message, path } = next;
      if (!isObject(message)) {
        reader.problem('schema-mismatch', `Reply ${path.join('.')} is not an object`);
        continue;
      }
      addOasstMessage(message, path, reader);
      const { replies } = message;
      if (!Array.isArray(replies) || replies.length === 0) continue;
      if (path.length > 2 * DEEPEST) {
        reader.problem('schema-mismatch', `Replies deeper than ${DEEPEST} levels are not read`);
        continue;
      }
      for (let index = replies.length - 1; index >= 0; index--) {
        waiting.push({ message: replies[index], path: [...path, 'replies', index] });
      }
    }
    if (!reader.has('response')) reader.problem('response-missing', 'No reply by the assistant');
  },
};

/** OpenAssistant's messages, one to a record: an instruction or a response without the other. */
export const oasstMessage: SchemaFormat = {
  id: 'oasst-message',
  name: 'OASST messages',
  description: 'message_id, parent_id, text, role (prompter, assistant) and lang',
  evidence: 'text and the role prompter or assistant',
  score: ({ text, role, message_id: id, parent_id: parent }) =>
    text !== undefined && typeof role === 'string' && roleOf(role) && (id !== undefined || parent !== undefined)
      ? 1
      : 0,
  read: (record, reader) => addOasstMessage(record, [], reader),
};

function addOasstMessage(message: JsonObject, path: JsonPath, reader: RecordReader): void {
  const role = roleOf(message.role);
  if (!role) {
    const place = path.length ? `Message ${path.join('.')}` : 'The message';
    reader.problem('schema-mismatch', `${place} is not by prompter or assistant`);
  }
  const language = recordLanguage(message);
  const textPath = [...path, 'text'];
  if (typeof message.text === 'string') reader.add(role ?? 'tool', message.text, textPath, { language });
  else reader.missing(role === 'response' ? 'response' : 'instruction', message.text, textPath);
}
