import { createEmptyFacts } from './example-contents.ts';
import { createFactFormat } from './fact-format.ts';
import type { KindTexts, LanguageTexts, MailTexts } from './load-texts.ts';
import type { DigestItem, MailContent, MailFact, MailReader } from './mail-content.ts';
import { renderHtml, renderText } from './render-template.ts';
import { chooseTextColor } from './text-color.ts';

/** How the site presents itself in mails. */
export interface MailSite {
  name: string;
  /** `#rrggbb` */
  color: string;
  /** The beginning of links, without a last slash. */
  baseUrl: string;
  /** For people who did not choose one. */
  language: string;
  /** An IANA name, for people who did not choose one. */
  timeZone: string;
}

export interface RenderedMail {
  language: string;
  subject: string;
  text: string;
  html: string;
}

export interface RenderLinks {
  unsubscribeUrl: string;
  /** null: a reader without an account. */
  settingsUrl: string | null;
}

/**
 * Writes a mail in the reader's language and time zone: the same words as text and as HTML. Throws
 * where a text names a value that its kind does not have.
 */
export function renderMail(
  { languages, layouts }: MailTexts,
  site: MailSite,
  content: MailContent,
  reader: Pick<MailReader, 'language' | 'timeZone'>,
  links: RenderLinks,
): RenderedMail {
  const language = chooseLanguage(languages, reader.language, site.language);
  const texts = languages.get(language);
  if (texts === undefined) throw new Error(`There are no texts in the language ${language}.`);
  const format = createFactFormat({
    language,
    timeZone: reader.timeZone ?? site.timeZone,
    words: texts.words,
    renderText,
  });
  const facts = formatFacts({ ...createEmptyFacts(content.kind), ...content.facts }, format);
  const items = content.items?.map((item) => formatItem(item, { site, texts, format })) ?? null;
  const write = createWriter(site, { facts, items });
  const words = writeWords(texts, write, texts.kinds[content.kind], { facts, items });
  const context = {
    ...words,
    ...links,
    language,
    subject: formatSubject(site.name, words.subject),
    site: site.name,
    color: site.color,
    onColor: chooseTextColor(site.color),
    url: site.baseUrl + content.path,
  };
  return {
    language,
    subject: context.subject,
    text: `${renderText(layouts.text, context).trim()}\n`,
    html: renderHtml(layouts.html, context),
  };
}

/** Fills a text with the facts, the name of the site and how many items a digest has. */
function createWriter(site: MailSite, { facts, items }: WrittenFacts): (text: string) => string {
  const count = items?.length ?? 0;
  const single = count === 1 ? 'yes' : '';
  const values = { ...facts, site: site.name, count: String(count), single };
  return (text) => renderText(text, values);
}

type FactFormat = ReturnType<typeof createFactFormat>;
type WrittenItem = ReturnType<typeof formatItem>;

function formatItem(
  item: DigestItem,
  { site, texts, format }: { site: MailSite; texts: LanguageTexts; format: FactFormat },
) {
  return {
    ...item,
    url: site.baseUrl + item.path,
    since: format('since', { time: item.since }),
    sinceLabel: texts.labels.since ?? '',
  };
}

interface WrittenFacts {
  facts: Readonly<Record<string, string>>;
  /** null: not a digest. */
  items: readonly WrittenItem[] | null;
}

/** What the layouts show of a mail, but for its frame. */
function writeWords(
  texts: LanguageTexts,
  write: (text: string) => string,
  kind: KindTexts,
  { facts, items }: WrittenFacts,
) {
  const digest = items === null ? undefined : kind.digest;
  const chosen = digest === undefined ? kind : { ...digest, facts: [] };
  const subject = digest !== undefined && items?.length === 1 ? digest.subject_one : chosen.subject;
  return {
    subject: write(subject),
    heading: write(chosen.heading),
    greeting: write(texts.common.greeting),
    body: chosen.body.map(write).filter((paragraph) => paragraph.trim() !== ''),
    items: items ?? [],
    facts: chosen.facts.flatMap((name) => {
      const value = facts[name] ?? '';
      return value === '' ? [] : [{ label: texts.labels[name] ?? name, value }];
    }),
    quote: kind.quote === undefined ? null : (facts[kind.quote] ?? null),
    quoteLabel: write(kind.quote_label ?? texts.common.quote),
    action: write(chosen.action),
    why: write(chosen.why),
    unsubscribe: write(texts.common.unsubscribe),
    settings: write(texts.common.settings),
  };
}

/** The first of the wanted languages that there is, also without its region; English at last. */
export function chooseLanguage(
  languages: MailTexts['languages'],
  ...wanted: readonly (string | null)[]
): string {
  const tags = wanted.flatMap((tag) => (tag === null ? [] : [tag, tag.split('-')[0] ?? tag]));
  return tags.find((tag) => languages.has(tag)) ?? 'en';
}

/** One line; the name of the site comes first, so that a mailbox sorts mails of one site together. */
function formatSubject(site: string, subject: string): string {
  const line = subject.replaceAll(/\s+/g, ' ').trim();
  const MAX_LENGTH = 150;
  const short =
    line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1).toWellFormed()}…` : line;
  return `[${site}] ${short}`;
}

function formatFacts(
  facts: Readonly<Record<string, MailFact>>,
  format: (name: string, fact: MailFact) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, format(name, fact)]),
  );
}
