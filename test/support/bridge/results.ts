import type { Bridge } from './bridge.ts';
import { isUuid, type Job } from './job.ts';
import { Refusal } from './replies.ts';
import { type Body, bodyText } from './request.ts';
import { type Broken, brokenRules, readObject, sizeLimit } from './rules.ts';

/** `/send_result`: strict about the answer, forgiving about a job that is gone. */
export function acceptResult(bridge: Bridge, body: Body): void {
  const text = bodyText(body);
  const answer = readObject(text);
  if (!answer) throw refusal(bridge, null, [{ rule: 'json', detail: text.slice(0, 200) }]);
  const { id } = answer;
  if (!isUuid(id)) throw refusal(bridge, null, [{ rule: 'id', detail: String(id) }]);
  const story = bridge.board.find(id);
  const broken = [...tooLarge(body), ...brokenRules(answer, story?.job)];
  if (broken.length > 0) throw refusal(bridge, id, broken);
  if (!story) return;
  // The rules have seen every field that a job needs.
  const job = answer as Job;
  bridge.journal.write({ what: 'answered', id, state: job.state, result: String(job.result) });
  bridge.board.answer(story, job);
}

function tooLarge({ bytes }: Body): Broken[] {
  return bytes < sizeLimit ? [] : [{ rule: 'size', detail: `${bytes} bytes` }];
}

function refusal(bridge: Bridge, id: string | null, broken: Broken[]): Refusal {
  const at = new Date().toISOString();
  for (const one of broken) bridge.noteViolation({ id, ...one, at });
  return new Refusal(400);
}
