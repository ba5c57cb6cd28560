import type { BridgeState } from './bridge-state.ts';
import { isUuid, type Job } from './job.ts';
import { Refusal } from './replies.ts';
import { type RequestBody, requireBodyText } from './read-request.ts';
import { type BrokenRule, findBrokenRules, parseObject, maxAnswerBytes } from './answer-rules.ts';

/**
 * `/send_result`: strict about the answer. A job that the board no longer holds is answered "ok" all
 * the same (seen in 0.32.2 after a restart).
 */
export function acceptResult(bridge: BridgeState, body: RequestBody): void {
  const text = requireBodyText(body);
  const answer = parseObject(text);
  if (!answer) throw recordAndRefuse(bridge, null, [{ rule: 'json', detail: text.slice(0, 200) }]);
  const { id } = answer;
  if (!isUuid(id)) throw recordAndRefuse(bridge, null, [{ rule: 'id', detail: String(id) }]);
  const story = bridge.board.findCurrent(id);
  const broken = [...checkSize(body), ...findBrokenRules(answer, story?.job)];
  if (broken.length > 0) throw recordAndRefuse(bridge, id, broken);
  if (!story) return;
  // The rules have seen every field that a job needs.
  const job = answer as Job;
  bridge.journal.append({
    what: 'answered',
    id,
    state: job.state,
    result: String(job.result),
    at: new Date().toISOString(),
  });
  bridge.board.storeAnswer(story, job);
}

function checkSize({ bytes }: RequestBody): BrokenRule[] {
  return bytes < maxAnswerBytes ? [] : [{ rule: 'size', detail: `${bytes} bytes` }];
}

function recordAndRefuse(bridge: BridgeState, id: string | null, broken: BrokenRule[]): Refusal {
  const at = new Date().toISOString();
  for (const one of broken) bridge.recordViolation({ id, ...one, at });
  return new Refusal(400);
}
