import type { TemplateDelegate } from 'handlebars';
import { LRUCache } from 'lru-cache';
import { createEmptyFacts } from './example-contents.ts';
import { createFactFormat } from './fact-format.ts';
import { getHandlebars } from './handlebars.ts';
import type { MailTexts } from './load-texts.ts';
import type { MailContent, MailFact, MailReader } from './mail-content.ts';

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
  { unsubscribeUrl, settingsUrl }: RenderLinks,
): RenderedMail {
  const language = chooseLanguage(languages, reader.language, site.language);
  const texts = languages.get(language);
  if (texts === undefined) throw new Error(`There are no texts in the language ${language}.`);
  const { labels, common } = texts;
  const kind = texts.kinds[content.kind];
  const format = createFactFormat({
    language,
    timeZone: reader.timeZone ?? site.timeZone,
    words: texts.words,
    renderText,
  });
  const facts = formatFacts({ ...createEmptyFacts(content.kind), ...content.facts }, format);
  const items = content.items?.map((item) => ({
    ...item,
    url: site.baseUrl + item.path,
    since: format('since', { time: item.since }),
    sinceLabel: labels.since ?? '',
  }));
  const single = items?.length === 1 ? 'yes' : '';
  const values = { ...facts, site: site.name, count: String(items?.length ?? 0), single };
  const digest = items === undefined ? undefined : kind.digest;
  const chosen = digest === undefined ? kind : { ...digest, facts: [] };
  const subject = digest !== undefined && items?.length === 1 ? digest.subject_one : chosen.subject;
  const write = (text: string): string => renderText(text, values);
  const quote = kind.quote === undefined ? null : (facts[kind.quote] ?? null);
  const context = {
    language,
    site: site.name,
    color: site.color,
    onColor: chooseTextColor(site.color),
    subject: formatSubject(site.name, write(subject)),
    heading: write(chosen.heading),
    greeting: write(common.greeting),
    body: chosen.body.map(write).filter((paragraph) => paragraph.trim() !== ''),
    items: items ?? [],
    facts: chosen.facts.flatMap((name) => {
      const value = facts[name] ?? '';
      return value === '' ? [] : [{ label: labels[name] ?? name, value }];
    }),
    quote,
    quoteLabel: write(kind.quote_label ?? common.quote),
    action: write(chosen.action),
    url: site.baseUrl + content.path,
    why: write(chosen.why),
    unsubscribe: write(common.unsubscribe),
    unsubscribeUrl,
    settings: write(common.settings),
    settingsUrl,
  };
  return {
    language,
    subject: context.subject,
    text: `${renderText(layouts.text, context).trim()}\n`,
    html: renderHtml(layouts.html, context),
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

/** Black or white, by which contrasts more with the background (WCAG 2.2, relative luminance). */
function chooseTextColor(background: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(background.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

const compiled = new LRUCache<string, TemplateDelegate>({ max: 2000 });

function compileTemplate(text: string, form: 'text' | 'html'): TemplateDelegate {
  const key = `${form} ${text}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const template = getHandlebars().compile(text, { strict: true, noEscape: form === 'text' });
  compiled.set(key, template);
  return template;
}

function renderText(text: string, values: object): string {
  return compileTemplate(text, 'text')(values);
}

/** Escapes every value. */
function renderHtml(text: string, values: object): string {
  return compileTemplate(text, 'html')(values);
}
