import type { IncomingMessage } from 'node:http';
import { createParser, type ParseError } from 'eventsource-parser';
import type { ModelServer } from '../server/modelServer';
import { badAnswer, serverError, streamCut } from '../server/serverError';

const LONGEST_EVENT = 16 * 1024 * 1024;

/**
 * The events of a stream of generated text, as JSON, up to `[DONE]`.
 * @throws GenerationError where there is anything else in it, and where it ends without that
 */
export async function* eventStream(
  server: ModelServer,
  answer: IncomingMessage,
  model: string,
  signal: AbortSignal,
): AsyncGenerator {
  const asked = server.asked(model);
  const { 'content-type': type = '' } = answer.headers;
  if (!type.includes('text/event-stream')) {
    throw badAnswer(asked, `its answer is no stream but ${type || 'of no type'}`);
  }
  let events: string[] = [];
  let wrong: ParseError | undefined;
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT,
    onEvent: ({ data }) => events.push(data),
    onError: (error) => (wrong ??= error),
  });
  for await (const chunk of server.chunks(answer, signal, model)) {
    events = [];
    parser.feed(chunk);
    if (wrong?.field === 'error') {
      throw serverError(asked, 500, wrong.value ?? '');
    }
    if (wrong !== undefined) {
      throw badAnswer(asked, wrong.message, wrong);
    }
    for (const data of events) {
      if (data.trim() === '[DONE]') {
        return;
      }
      yield parse(data);
    }
  }
  throw streamCut(asked, 'the server stopped');

  function parse(data: string): unknown {
    let event: unknown;
    try {
      event = JSON.parse(data);
    } catch (error) {
      throw badAnswer(asked, `a part of the stream is no JSON: ${data.slice(0, 80)}`, error);
    }
    const failure = (event as { error?: unknown } | null)?.error;
    if (failure !== undefined && failure !== null) {
      throw serverError(asked, 500, data);
    }
    return event;
  }
}
