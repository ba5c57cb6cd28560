import { formatCredits } from './credits-bar.tsx';
import { formatDateTime } from './time-format.tsx';

const instants = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})/g;
// Also before the full stop of the sentence.
const amounts = /(?<![\d.,:-])\d+\.\d{2,}(?![\d,:-]|\.\d)/g;

/**
 * A sentence that the service stored, with its amounts and instants as the pages write them:
 * `1000.00 credits` is `1,000 credits`.
 */
export function formatSentence(text: string): string {
  return text
    .replace(instants, (time) => (Number.isNaN(Date.parse(time)) ? time : formatDateTime(time)))
    .replace(amounts, (amount) => formatCredits(amount));
}
