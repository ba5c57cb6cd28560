import { Fragment } from 'react';
import { formatComparedCredits } from './compared-credits.ts';
import { formatExactCredits } from './credit-format.ts';
import { MarkedText } from './marked-text.tsx';
import { formatDateTime, formatFullTime } from './time-format.tsx';

const instants = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/g;
const decimalPattern = '\\d+(?:\\.\\d+)?';
/** How the service compares credits with a bound (src/award/waiting-reason.ts). */
const comparisons = new RegExp(
  `(?<![\\d.,:-])${decimalPattern} credits are above the (?:approval limit|maximum) of ${decimalPattern}|` +
    `More credits \\(${decimalPattern}\\) than the project has \\(${decimalPattern}\\) need a reviewer above ${decimalPattern}`,
  'g',
);
// Also before the full stop of the sentence.
const amounts = /(?<![\d.,:-])\d+\.\d{2,}(?![\d,:-]|\.\d)/g;

type FormatTime = (time: string) => string;

interface SentenceProps {
  text: string;
  /** How its instants are written. */
  formatTime?: FormatTime;
}

/**
 * A sentence with instants of RFC 3339, as the service stores them: each is a time with everything about
 * it on hover. Amounts have separators and every digit, `1000.00 credits` is `1,000 credits`; those that the service
 * compares with a bound have two decimals, or as many as tell them apart.
 */
export function Sentence({ text, formatTime = formatDateTime }: SentenceProps) {
  return splitAtInstants(text).map(({ before, time }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
    <Fragment key={place}>
      <MarkedText text={formatAmounts(before)} />
      {time !== null && (
        <time dateTime={time} title={formatFullTime(time)}>
          {formatTime(time)}
        </time>
      )}
    </Fragment>
  ));
}

/** The same as plain text, for labels and messages. */
export const formatSentence = (text: string, formatTime: FormatTime = formatDateTime): string =>
  splitAtInstants(text)
    .map(({ before, time }) => formatAmounts(before) + (time === null ? '' : formatTime(time)))
    .join('');

/** Each instant of a text with what stands before it; the last part has none. */
function splitAtInstants(text: string): { before: string; time: string | null }[] {
  // What no Date can hold, such as a leap second, stays text.
  const found = [...text.matchAll(instants)].filter(([time]) => !Number.isNaN(Date.parse(time)));
  const ends = [0, ...found.map(({ index, 0: time }) => index + time.length)];
  return [
    ...found.map(({ index, 0: time }, place) => ({ before: text.slice(ends[place], index), time })),
    { before: text.slice(ends.at(-1)), time: null },
  ];
}

const formatAmounts = (text: string): string =>
  formatComparisons(text).replace(amounts, (one) => formatExactCredits(one));

function formatComparisons(text: string): string {
  return text.replace(comparisons, (comparison) => {
    const found = comparison.match(new RegExp(decimalPattern, 'g')) ?? [];
    const formatted = formatComparedCredits(found).values();
    return comparison.replace(
      new RegExp(decimalPattern, 'g'),
      (one) => formatted.next().value ?? one,
    );
  });
}
