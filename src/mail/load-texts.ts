/* Reads the language files and layouts of mails: ours, and those of the site that replace them. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import { StartError } from '../errors/start-error.ts';
import { getHandlebars } from './handlebars.ts';
import { type MailKind, mailKindInfos, mailKinds } from './mail-kinds.ts';

/** Of a digest, which lists awards instead of facts. */
const DigestTexts = v.strictObject({
  subject: v.string(),
  subject_one: v.string(),
  heading: v.string(),
  body: v.array(v.string()),
  action: v.string(),
  why: v.string(),
});

const KindTexts = v.strictObject({
  /** What switches and the page for stopping mails say. */
  label: v.optional(v.string()),
  subject: v.string(),
  heading: v.string(),
  body: v.array(v.string()),
  /** Names of facts, in their order; those that an event lacks are left out. */
  facts: v.array(v.string()),
  quote_label: v.optional(v.string()),
  /** The fact that is quoted, such as a reviewer's comment. */
  quote: v.optional(v.string()),
  action: v.string(),
  why: v.string(),
  digest: v.optional(DigestTexts),
});

const CommonTexts = v.strictObject({
  greeting: v.string(),
  quote: v.string(),
  unsubscribe: v.string(),
  settings: v.string(),
  unsubscribe_title: v.string(),
  unsubscribe_body: v.string(),
  unsubscribe_button: v.string(),
  unsubscribed_title: v.string(),
  unsubscribed_body: v.string(),
});

const LanguageTexts = v.strictObject({
  /** The language's own name for itself. */
  language: v.string(),
  labels: v.record(v.string(), v.string()),
  /** Values that facts may have, such as roles. */
  words: v.record(v.string(), v.string()),
  common: CommonTexts,
  kinds: v.record(v.picklist(mailKinds), KindTexts),
});

export type LanguageTexts = v.InferOutput<typeof LanguageTexts> & {
  kinds: Record<MailKind, v.InferOutput<typeof KindTexts>>;
};
export type KindTexts = v.InferOutput<typeof KindTexts>;

export interface MailTexts {
  /** By language tag; `en` is always there. */
  languages: ReadonlyMap<string, LanguageTexts>;
  /** Handlebars templates. */
  layouts: { html: string; text: string };
}

const ownFolder = path.join(import.meta.dirname, 'texts');
const baseLanguage = 'en';

let ownTexts: MailTexts | undefined;

/** Our own texts, read when they are first needed. */
export function loadOwnMailTexts(): MailTexts {
  ownTexts ??= loadMailTexts(null);
  return ownTexts;
}

/**
 * Loads every text. `siteFolder` may hold language files (`de.toml`) whose values replace ours one by
 * one, further languages, which fall back to English, and `layout.html.hbs` and `layout.text.hbs`.
 * Throws StartError that names the file and what is wrong.
 */
export function loadMailTexts(siteFolder: string | null): MailTexts {
  if (siteFolder !== null && !existsSync(siteFolder)) {
    throw new StartError(`The folder of GATEHOUSE_MAIL_TEMPLATES does not exist: ${siteFolder}`);
  }
  const folders = siteFolder === null ? [ownFolder] : [ownFolder, siteFolder];
  const files = folders.flatMap((folder) =>
    listFiles(folder, '.toml').map((name) => ({
      language: name.slice(0, -'.toml'.length),
      file: path.join(folder, name),
    })),
  );
  const english = path.join(ownFolder, `${baseLanguage}.toml`);
  const languages = new Map<string, LanguageTexts>();
  for (const language of new Set(files.map((file) => file.language))) {
    const own = files.filter((file) => file.language === language).map(({ file }) => file);
    const isOurs = existsSync(path.join(ownFolder, `${language}.toml`));
    languages.set(language, mergeFiles(isOurs ? own : [english, ...own]));
  }
  return {
    languages,
    layouts: { html: readLayout(folders, 'html'), text: readLayout(folders, 'text') },
  };
}

function listFiles(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

function readLayout(folders: readonly string[], form: 'html' | 'text'): string {
  const files = folders.map((folder) => path.join(folder, `layout.${form}.hbs`));
  const file = files.findLast((name) => existsSync(name)) ?? '';
  const layout = readFileSync(file, 'utf8');
  requireTemplate(layout, file);
  return layout;
}

type Table = Record<string, unknown>;

function mergeFiles(files: readonly string[]): LanguageTexts {
  const merged = files.map(readToml).reduce(mergeTables);
  const last = files.at(-1) ?? '';
  const result = v.safeParse(LanguageTexts, merged);
  if (!result.success) {
    const lines = result.issues.map((issue) => `${last}: ${v.getDotPath(issue)}: ${issue.message}`);
    throw new StartError(lines.join('\n'));
  }
  for (const [name, text] of listTexts(result.output)) requireTemplate(text, `${last}: ${name}`);
  return withLabels(result.output, last);
}

function readToml(file: string): Table {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof TomlError) throw new StartError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The values of `other` replace those of `base`, table by table. */
function mergeTables(base: Table, other: Table): Table {
  const merged: Table = { ...base };
  for (const [name, value] of Object.entries(other)) {
    const before = Object.hasOwn(base, name) ? base[name] : undefined;
    merged[name] = isTable(before) && isTable(value) ? mergeTables(before, value) : value;
  }
  return merged;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withLabels(texts: v.InferOutput<typeof LanguageTexts>, file: string): LanguageTexts {
  const kinds = mailKinds.map((kind) => {
    const own = texts.kinds[kind];
    if (own === undefined) throw new StartError(`${file}: kinds.${kind} is missing.`);
    return [kind, { ...own, label: own.label ?? mailKindInfos[kind].label }] as const;
  });
  return { ...texts, kinds: Object.fromEntries(kinds) as LanguageTexts['kinds'] };
}

/** Every text below a value, with its path. */
function listTexts(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    listTexts(part, name === '' ? key : `${name}.${key}`),
  );
}

/** Throws StartError where the text is no Handlebars template. */
function requireTemplate(text: string, where: string): void {
  try {
    getHandlebars().parse(text);
  } catch (error) {
    throw new StartError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
