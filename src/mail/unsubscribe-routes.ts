import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { notFoundError } from '../errors/refused-error.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { getHandlebars } from './handlebars.ts';
import { loadOwnMailTexts } from './load-texts.ts';
import type { MailConfig } from './mail-config.ts';
import { chooseLanguage } from './render-mail.ts';
import { unsubscribe } from './unsubscribe.ts';
import { findLinkKey, type Unsubscription, verifyUnsubscription } from './unsubscribe-link.ts';

const path = '/api/mail-unsubscribe/:token/';
const tags = ['mail'];
const TokenParams = Type.Object({ token: Type.String({ maxLength: 300 }) });
const HtmlReply = {
  description: 'A page for people.',
  content: { 'text/html': { schema: Type.String() } },
};

/** A page that needs no script; its form posts to the same URL. */
const pageTemplate = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{{title}} – {{site}}</title>
</head>
<body>
<main>
<h1>{{title}}</h1>
<p>{{body}}</p>
{{#if button}}
<form method="post"><button type="submit">{{button}}</button></form>
{{/if}}
</main>
</body>
</html>
`;
/** Mail programs open links by themselves, so the page itself changes nothing. */
const pagePolicy =
  "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * `/api/mail-unsubscribe/{token}/`, the signed link in every mail: GET shows a page that asks, POST
 * stops the mails without a sign-in, also with one click of a mail program (RFC 8058).
 */
export function unsubscribeRoutes(app: App, context: AppContext, config: MailConfig | null): void {
  const requireLink = async (token: string): Promise<Unsubscription> => {
    const key = await findLinkKey(context.db);
    const link = key && verifyUnsubscription(key, token);
    if (link === null) throw notFoundError();
    return link;
  };

  app.get(path, {
    config: { isPublic: true },
    schema: {
      operationId: 'mail_unsubscribe_retrieve',
      summary: 'A page that asks whether to stop mails of a kind',
      tags,
      security: [],
      params: TokenParams,
      response: { 200: HtmlReply, ...errorResponses(404) },
    },
    handler: async (request, reply) => {
      const link = await requireLink(request.params.token);
      return sendPage(reply, await writePage(context, config, link, 'ask'));
    },
  });

  app.post(path, {
    config: { isPublic: true, takesForm: true },
    schema: {
      operationId: 'mail_unsubscribe_create',
      summary: 'Stop mails of a kind, by the signed link in a mail (RFC 8058)',
      tags,
      security: [],
      params: TokenParams,
      response: { 200: HtmlReply, ...errorResponses(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const link = await requireLink(request.params.token);
      await unsubscribe(context.db, link, context.clock().toISOString());
      return sendPage(reply, await writePage(context, config, link, 'done'));
    },
  });
}

function sendPage(reply: FastifyReply, html: string) {
  return reply
    .header('content-security-policy', pagePolicy)
    .type('text/html; charset=utf-8')
    .send(html);
}

async function writePage(
  { db }: AppContext,
  config: MailConfig | null,
  { reader, kind }: Unsubscription,
  step: 'ask' | 'done',
): Promise<string> {
  const { languages } = config?.texts ?? loadOwnMailTexts();
  const chosen =
    'personUuid' in reader
      ? await db
          .selectFrom('mail_preference')
          .innerJoin('person', 'person.id', 'mail_preference.person_id')
          .select('language')
          .where('person.uuid', '=', reader.personUuid)
          .executeTakeFirst()
      : undefined;
  const language = chooseLanguage(
    languages,
    chosen?.language ?? null,
    config?.site.language ?? null,
  );
  const texts = languages.get(language);
  if (texts === undefined) throw new Error(`There are no texts in the language ${language}.`);
  const site = config?.site.name ?? 'Gatehouse';
  const { compile } = getHandlebars();
  const write = (text: string): string =>
    compile(text, { strict: true, noEscape: true })({
      site,
      kind: texts.kinds[kind].label,
    });
  const { common } = texts;
  const isAsking = step === 'ask';
  return compile(pageTemplate, { strict: true })({
    language,
    site,
    title: write(isAsking ? common.unsubscribe_title : common.unsubscribed_title),
    body: write(isAsking ? common.unsubscribe_body : common.unsubscribed_body),
    button: isAsking ? write(common.unsubscribe_button) : null,
  });
}
