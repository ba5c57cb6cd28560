import {
  describeWaitingReason,
  type WaitingReason,
  waitingReasonCodes,
} from '../award/waiting-reason.ts';
import type { MailFact, MailReason } from './mail-content.ts';

/** How one reader reads facts. */
interface FactFormatOptions {
  /** A language tag. */
  language: string;
  /** An IANA name. */
  timeZone: string;
  /** The table `words` of the language. */
  words: Readonly<Record<string, string>>;
  /** Fills a text of the language with values. */
  renderText: (text: string, values: object) => string;
}

/** Facts that are amounts, stored as decimal text, with a unit or without. */
const amountFacts = ['allocation', 'credits', 'used'];
/** Values of reasons why an award waits that are amounts. */
const reasonAmounts = ['credits', 'limit', 'maximum', 'current'];

/** Returns a function that writes the fact of a name in a language and time zone; '' for null. */
export function createFactFormat({ language, timeZone, words, renderText }: FactFormatOptions) {
  // Plain English is that of the Commonwealth: 23 November 2026, 09:30.
  const locale = language === 'en' ? 'en-GB' : language;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const formatTime = (value: string): string => `${time.format(new Date(value))} (${timeZone})`;
  const formatDay = (value: string): string => day.format(new Date(`${value}T00:00:00Z`));
  const formatAmount = createAmountFormat(locale);

  const formatReason = (reason: MailReason): string => {
    const { until, end } = reason;
    const values = {
      ...reason,
      ...formatAmounts(reason, formatAmount),
      // What no Date can hold, such as a leap second, stays as it was sent.
      ...(!Number.isNaN(Date.parse(String(until))) && { until: formatTime(String(until)) }),
      ...(!Number.isNaN(Date.parse(`${end}T00:00:00Z`)) && { end: formatDay(String(end)) }),
    };
    const text = words[`reason.${reason.code}`];
    return text === undefined ? describeInEnglish(values) : renderText(text, values);
  };

  return (name: string, fact: MailFact): string => {
    if (fact === null) return '';
    if (typeof fact === 'string') return amountFacts.includes(name) ? formatAmount(fact) : fact;
    if ('reasons' in fact) return fact.reasons.map(formatReason).join(' ');
    if ('word' in fact) return words[fact.word] ?? fact.word;
    return 'day' in fact ? formatDay(fact.day) : formatTime(fact.time);
  };
}

/**
 * Returns a function that writes `5000.00 NHR` as the pages do, with the separators of a locale:
 * `5,000 NHR`. What does not begin with a number stays as it is.
 */
function createAmountFormat(locale: string): (amount: string) => string {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
  });
  // As text, which keeps every digit of large numbers.
  return (amount) =>
    amount.replace(/^\d+(\.\d+)?(?=\s|$)/, (size) => format.format(size as `${number}`));
}

const formatAmounts = (
  reason: MailReason,
  formatAmount: (amount: string) => string,
): Record<string, string> =>
  Object.fromEntries(
    reasonAmounts.flatMap((name) => {
      const value = reason[name];
      return typeof value === 'string' ? [[name, formatAmount(value)]] : [];
    }),
  );

/** The sentence of a reason; of one that another version knows, as the award stores it. */
function describeInEnglish(reason: MailReason): string {
  const isKnown = waitingReasonCodes.some((code) => code === reason.code);
  return isKnown ? describeWaitingReason(reason as unknown as WaitingReason) : reason.text;
}
