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

/** Plain English is that of the Commonwealth: 23 November 2026, 09:30. */
const englishLocale = 'en-GB';

/** Returns a function that writes the fact of a name in a language and time zone; '' for null. */
export function createFactFormat({ language, timeZone, words, renderText }: FactFormatOptions) {
  const values = createValueFormat(language === 'en' ? englishLocale : language, timeZone);
  const englishValues = createValueFormat(englishLocale, timeZone);

  const formatReason = (reason: MailReason): string => {
    const text = words[`reason.${reason.code}`];
    return text === undefined
      ? describeInEnglish(formatReasonValues(reason, englishValues))
      : renderText(text, formatReasonValues(reason, values));
  };

  return (name: string, fact: MailFact): string => {
    if (fact === null) return '';
    if (typeof fact === 'string') return amountFacts.includes(name) ? values.amount(fact) : fact;
    if ('reasons' in fact) return fact.reasons.map(formatReason).join(' ');
    if ('word' in fact) return words[fact.word] ?? fact.word;
    return 'day' in fact ? values.day(fact.day) : values.time(fact.time);
  };
}

interface ValueFormat {
  /** Writes an instant of RFC 3339 in the time zone, which it names. */
  time: (value: string) => string;
  /** Writes a day, `YYYY-MM-DD`. */
  day: (value: string) => string;
  /** Writes decimal text with a unit or without; what does not begin with a number stays as it is. */
  amount: (value: string) => string;
}

function createValueFormat(locale: string, timeZone: string): ValueFormat {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  const point = number.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  // Every digit that counts: an amount that is rounded can be that of the limit which it exceeds.
  const formatNumber = (_text: string, whole: string, decimals = ''): string => {
    // As text, which keeps every digit of large numbers.
    const grouped = number.format(whole as `${number}`);
    const rest = decimals.replace(/0+$/, '');
    return rest === '' ? grouped : `${grouped}${point}${rest.padEnd(2, '0')}`;
  };
  return {
    time: (value) => `${time.format(new Date(value))} (${timeZone})`,
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    amount: (value) => value.replace(/^(\d+)(?:\.(\d+))?(?=\s|$)/, formatNumber),
  };
}

/** A reason with its values as a reader reads them. */
function formatReasonValues(reason: MailReason, format: ValueFormat): MailReason {
  const { until, end } = reason;
  const amounts = reasonAmounts.flatMap((name) => {
    const value = reason[name];
    return typeof value === 'string' ? [[name, format.amount(value)]] : [];
  });
  return {
    ...reason,
    ...Object.fromEntries(amounts),
    // What no Date can hold, such as a leap second, stays as it was sent.
    ...(!Number.isNaN(Date.parse(String(until))) && { until: format.time(String(until)) }),
    ...(!Number.isNaN(Date.parse(`${end}T00:00:00Z`)) && { end: format.day(String(end)) }),
  };
}

/** The sentence of a reason; of one that another version knows, as the award stores it. */
function describeInEnglish(reason: MailReason): string {
  const isKnown = waitingReasonCodes.some((code) => code === reason.code);
  return isKnown ? describeWaitingReason(reason as unknown as WaitingReason) : reason.text;
}
