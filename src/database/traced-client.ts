import { runInSpan, getTracing } from '../tracing/tracing.ts';
import { SessionClient } from './session-client.ts';

/** Longer statements are cut in their span. */
const MAX_TEXT_LENGTH = 2000;

/**
 * A client whose statements are spans, where something else is one: a request, a job, a delivery. What
 * looks for work every second would be a trace each time. Values are not in a span, only the text.
 */
export class TracedClient extends SessionClient {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...args: any[]): any {
    const [query] = args;
    const text = typeof query === 'string' ? query : query?.text;
    const hasPromise = typeof args.at(-1) !== 'function' && typeof query?.submit !== 'function';
    if (!hasPromise || typeof text !== 'string' || !getTracing()?.isInSpan()) {
      return super.query(...args);
    }
    return runInSpan(describeStatement(text), () => super.query(...args));
  }
}

/** Spaces and comments before the first word of a statement, such as the mark of `planEachTime`. */
const leadingComments = /^(?:\s|\/\*[\s\S]*?\*\/|--.*)*/;

function describeStatement(text: string) {
  const operation = /[a-z]+/i.exec(text.replace(leadingComments, ''))?.[0].toUpperCase() ?? 'SQL';
  return {
    name: operation,
    kind: 'client' as const,
    attributes: {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': text.slice(0, MAX_TEXT_LENGTH),
    },
  };
}
