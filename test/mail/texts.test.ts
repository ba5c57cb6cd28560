import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { simpleParser } from 'mailparser';
import { readSettings } from '../../src/config/settings.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { previewMails } from '../../src/commands/mail-commands.ts';
import { buildMessage } from '../../src/mail/build-message.ts';
import { waitingReasonCodes } from '../../src/award/waiting-reason.ts';
import { exampleContents } from '../../src/mail/example-contents.ts';
import { describeMail, readMailConfig } from '../../src/mail/mail-config.ts';
import { renderMail } from '../../src/mail/render-mail.ts';
import { readTestMailConfig } from './mail-test-bed.ts';

/* The texts of mails, and the settings around them (docs/rules/mail.md, N1 and N3). */

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-texts-'));
});
after(() => rmSync(folder, { recursive: true }));

const links = { unsubscribeUrl: 'https://desk.site.example/stop', settingsUrl: null };

function writeTexts(files: Record<string, string>): string {
  const site = mkdtempSync(path.join(folder, 'site-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(site, name), text);
  return site;
}

function render(name: string, language: string | null, settings: NodeJS.ProcessEnv = {}) {
  const { texts, site } = readTestMailConfig(25, settings);
  const example = exampleContents.find((one) => one.name === name);
  assert.ok(example);
  return renderMail(texts, site, example.content, { language, timeZone: null }, links);
}

describe('settings', () => {
  const good = {
    GATEHOUSE_SMTP_URL: 'smtps://desk:p%40ss@mail.example.org',
    GATEHOUSE_MAIL_SENDER: 'desk@example.org',
    GATEHOUSE_PUBLIC_URL: 'https://desk.example.org',
  };
  const read = (more: NodeJS.ProcessEnv) => readMailConfig(readSettings({ ...good, ...more }));

  test('mail is off without a mail server, and the service says so at start', () => {
    const config = readMailConfig(readSettings({}));
    assert.equal(config, null);
    assert.match(describeMail(config), /Mail is off: GATEHOUSE_SMTP_URL is not set/);
  });

  test('name the server, with TLS required and no password said', () => {
    const config = read({});
    assert.deepEqual(config?.server, {
      host: 'mail.example.org',
      port: 465,
      hasImplicitTls: true,
      user: 'desk',
      password: 'p@ss',
    });
    assert.equal(config?.allowPlain, false);
    const said = describeMail(config);
    assert.match(said, /mail\.example\.org:465 \(TLS required\), from desk@example\.org/);
    assert.doesNotMatch(said, /p@ss/);
  });

  const bad: [string, NodeJS.ProcessEnv, RegExp][] = [
    ['no sender', { GATEHOUSE_MAIL_SENDER: '' }, /needs GATEHOUSE_MAIL_SENDER/],
    ['no public URL', { GATEHOUSE_PUBLIC_URL: '' }, /needs GATEHOUSE_PUBLIC_URL/],
    [
      'another protocol',
      { GATEHOUSE_SMTP_URL: 'http://mail' },
      /GATEHOUSE_SMTP_URL must be an smtp/,
    ],
    ['a user alone', { GATEHOUSE_SMTP_URL: 'smtp://desk@mail' }, /both user and password/],
    ['a path', { GATEHOUSE_SMTP_URL: 'smtp://mail/inbox' }, /GATEHOUSE_SMTP_URL must be an smtp/],
    ['STARTTLS on port 465', { GATEHOUSE_SMTP_URL: 'smtp://mail:465' }, /write smtps/],
    ['a sender without @', { GATEHOUSE_MAIL_SENDER: 'desk' }, /GATEHOUSE_MAIL_SENDER must be/],
    ['two senders', { GATEHOUSE_MAIL_SENDER: 'a@b.example,c@d.example' }, /GATEHOUSE_MAIL_SENDER/],
    ['a color by name', { GATEHOUSE_MAIL_COLOR: 'red' }, /GATEHOUSE_MAIL_COLOR must be/],
    ['a language without texts', { GATEHOUSE_MAIL_LANGUAGE: 'fr' }, /must be one of de, en/],
    ['no such folder', { GATEHOUSE_MAIL_TEMPLATES: '/nowhere' }, /does not exist: \/nowhere/],
  ];
  for (const [name, settings, message] of bad) {
    test(`refuse ${name}`, () => {
      assert.throws(
        () => read(settings),
        (error) => error instanceof StartError && message.test(error.message),
      );
    });
  }
});

describe('every kind', () => {
  for (const { name, content } of exampleContents) {
    test(`${name} can be read as text and HTML, in both languages, without optional facts too`, () => {
      const { texts, site } = readTestMailConfig(25);
      const optional = [
        'comment',
        'reasons',
        'until',
        'inviter',
        'allocation',
        'start',
        'end',
        'credits',
      ];
      const bare = Object.fromEntries(
        Object.entries(content.facts).map(([fact, value]) => [
          fact,
          optional.includes(fact) ? null : value,
        ]),
      );
      for (const language of ['en', 'de']) {
        for (const facts of [content.facts, bare]) {
          const mail = renderMail(
            texts,
            site,
            { ...content, facts },
            { language, timeZone: null },
            links,
          );
          assert.match(mail.subject, /^\[Example site\] \S/);
          assert.doesNotMatch(mail.subject + mail.text, /undefined|null|\{\{|\[object/);
          assert.doesNotMatch(mail.html, /undefined|\{\{|<img|<script|src=|url\(/);
          assert.ok(mail.text.includes(site.baseUrl + content.path));
          assert.ok(mail.text.includes(links.unsubscribeUrl));
        }
      }
    });
  }
});

test('a subject goes on with the award, or the project, after the name of the site', () => {
  const { texts, site } = readTestMailConfig(25);
  for (const { name, content } of exampleContents) {
    const { award, project } = content.facts;
    const first = award ?? project;
    if (first === null || first === undefined) continue;
    for (const language of ['en', 'de']) {
      const { subject } = renderMail(texts, site, content, { language, timeZone: null }, links);
      assert.ok(subject.startsWith(`[Example site] ${first}`), `${name}, ${language}: ${subject}`);
    }
  }
});

test('the reasons why an award waits are in the language of the reader', () => {
  const [example] = exampleContents.filter(({ name }) => name === 'award_waiting_every_reason');
  const fact = example?.content.facts.reasons;
  assert.ok(example && fact && typeof fact === 'object' && 'reasons' in fact);
  assert.deepEqual(
    new Set(fact.reasons.map(({ code }) => code)),
    new Set(waitingReasonCodes),
    'the example has every reason',
  );
  const { texts, site } = readTestMailConfig(25);
  const write = (language: string): string =>
    renderMail(texts, site, example.content, { language, timeZone: null }, links).text;
  const [english, german] = [write('en'), write('de')];
  const plain = fact.reasons.filter(({ text }) => !/\d/.test(text));
  for (const { text } of plain) assert.ok(english.includes(text), text);
  assert.match(english, /Not to be approved before 1 December 2026 at 08:00 \(UTC\)\./);
  assert.match(english, /cannot end on 22 November 2026, today or before\./);
  assert.match(english, /50,000 credits are above the maximum of 10,000\./);
  const untranslated = fact.reasons.filter(({ text }) => german.includes(text));
  // What a message or a person says has one language.
  const ofOthers = ['end_date: Not a day.', 'Please look at the dates.'];
  assert.deepEqual(
    untranslated.map(({ text }) => text),
    ofOthers,
  );
  // In no language, with values of any: a code without German words would be an English sentence.
  const words = new Set(Object.keys(texts.languages.get('de')?.words ?? {}));
  const written = waitingReasonCodes.filter((code) => code !== 'odd_message');
  assert.deepEqual(
    written.filter((code) => !words.has(`reason.${code}`)),
    [],
  );
  assert.match(german, /Credits liegen über der Grenze von 1\.000, bis zu der ohne Prüfung/);
  assert.match(german, /Nicht vor 1\. Dezember 2026 um 08:00 \(UTC\) anzunehmen\./);
  assert.match(german, /nicht am 22\. November 2026 enden/);
  assert.match(german, /50\.000 Credits liegen über dem Höchstwert von 10\.000\./);
  assert.match(german, /Mehr Credits \(5\.000\), als das Projekt hat \(900\), werden über 1\.000/);
  assert.match(german, /erneut beantragt: The call closed on 30 September\./);
});

test('writes a reason in English, with its values, where the language has no words for it', () => {
  const site = writeTexts({
    'cs.toml': 'language = "Čeština"\n[common]\ngreeting = "Dobrý den,"\n',
  });
  const settings = { GATEHOUSE_MAIL_TEMPLATES: site };
  const { text } = render('award_waiting_every_reason', 'cs', settings);
  assert.match(text, /50,000 credits are above the maximum of 10,000\./);
  assert.match(text, /Not to be approved before 1 December 2026 at 08:00 \(UTC\)\./);
  assert.match(text, /cannot end on 22 November 2026, today or before\./);
});

test('shows a reason that only another version knows as the award stores it', () => {
  const reasons = [{ code: 'of_tomorrow', text: 'The moon is full: 1000 credits.' }];
  const { texts, site } = readTestMailConfig(25);
  const content = {
    ...{ kind: 'award_waiting' as const, path: '/', items: null },
    facts: { ...exampleContents[0]?.content.facts, reasons: { reasons, word: '' } },
  };
  for (const language of ['en', 'de']) {
    const { text } = renderMail(texts, site, content, { language, timeZone: null }, links);
    assert.match(text, /The moon is full: 1000 credits\./);
  }
});

describe('amounts have the separators of the language', () => {
  const write = (language: string, kind: 'award_waiting' | 'credits_used', facts: object) => {
    const example = exampleContents.find(({ name }) => name === kind);
    assert.ok(example);
    const { texts, site } = readTestMailConfig(25);
    const content = { ...example.content, facts: { ...example.content.facts, ...facts } };
    return renderMail(texts, site, content, { language, timeZone: null }, links).text;
  };

  test('of credits', () => {
    const facts = { credits: '1234567.00', used: '4003.50' };
    const english = write('en', 'credits_used', facts);
    assert.match(english, /Credits granted: 1,234,567\nCredits used: 4,003\.50\n/);
    const german = write('de', 'credits_used', facts);
    assert.match(german, /Bewilligte Credits: 1\.234\.567\nVerbrauchte Credits: 4\.003,50\n/);
  });

  test('of a reason, with every digit', () => {
    const reason = { code: 'above_approval_limit', credits: '1000.001', limit: '1000.00' };
    const reasons = { reasons: [{ ...reason, text: '' }], word: '' };
    assert.match(
      write('en', 'award_waiting', { reasons }),
      /1,000\.001 credits are above the approval limit of 1,000\./,
    );
    assert.match(write('de', 'award_waiting', { reasons }), /1\.000,001 Credits .* von 1\.000,/);
  });

  for (const [allocation, english, german] of [
    ['5000 NHR', '5,000 NHR', '5.000 NHR'],
    ['900.5 NHR', '900.50 NHR', '900,50 NHR'],
    ['0.004 NHR', '0.004 NHR', '0,004 NHR'],
    ['1000.0010 NHR', '1,000.001 NHR', '1.000,001 NHR'],
    [
      '12345678901234567890 NHR',
      '12,345,678,901,234,567,890 NHR',
      '12.345.678.901.234.567.890 NHR',
    ],
    ['4000', '4,000', '4.000'],
    ['5,000 NHR', '5,000 NHR', '5,000 NHR'],
    ['5000NHR', '5000NHR', '5000NHR'],
    ['a lot', 'a lot', 'a lot'],
  ] as const) {
    test(`of an allocation: ${allocation}`, () => {
      const read = (language: string, label: string) =>
        new RegExp(`${label}: (.*)\n`).exec(write(language, 'award_waiting', { allocation }))?.[1];
      assert.equal(read('en', 'Allocation'), english);
      assert.equal(read('de', 'Kontingent'), german);
    });
  }
});

test('values are escaped in HTML and stay as they are in text', () => {
  const mail = render('award_waiting', 'en');
  assert.match(mail.html, /Currents of the deep sea &amp; &lt;their&gt; models/);
  assert.match(mail.text, /Currents of the deep sea & <their> models/);
});

test('a name cannot add a header, a recipient or a line to the subject', async () => {
  const { texts, site, sender } = readTestMailConfig(25);
  const facts = {
    ...exampleContents[0]?.content.facts,
    name: 'Deep\r\nBcc: eve@example.org\r\n\r\nsea',
  };
  const content = { kind: 'award_waiting' as const, facts, path: '/', items: null };
  const mail = renderMail(texts, site, content, { language: 'en', timeZone: null }, links);
  const message = await buildMessage(mail, {
    ...{ sender, replyTo: null, recipient: 'ada@example.ac.uk', eventId: 'one', thread: 'p1' },
    unsubscribeUrl: links.unsubscribeUrl,
    date: new Date('2026-11-23T12:00:00Z'),
  });
  const parsed = await simpleParser(message);
  assert.match(parsed.subject ?? '', /Deep Bcc: eve@example\.org sea/);
  assert.equal(parsed.bcc, undefined);
  assert.equal(parsed.date?.toISOString(), '2026-11-23T12:00:00.000Z');
});

test('a mail that an earlier version stored without a newer fact can be sent', () => {
  const [example] = exampleContents.filter(({ name }) => name === 'award_approved');
  assert.ok(example);
  const { changed: _, ...facts } = example.content.facts;
  const config = readTestMailConfig(25);
  const reader = { language: null, timeZone: null };
  const content = { ...example.content, facts };
  const links = { unsubscribeUrl: 'https://desk.site.example/stop', settingsUrl: null };
  const { subject } = renderMail(config.texts, config.site, content, reader, links);
  assert.match(subject, /p7\.ukri was approved/);
});

test('one-click unsubscription is offered for an https URL only', async () => {
  const { sender } = readTestMailConfig(25);
  const mail = render('award_waiting', 'en');
  const readHeaders = async (unsubscribeUrl: string): Promise<string[]> => {
    const message = await buildMessage(mail, {
      ...{ sender, replyTo: null, recipient: 'ada@example.ac.uk', eventId: 'one', thread: '' },
      unsubscribeUrl,
      date: new Date('2026-11-23T12:00:00Z'),
    });
    const { headerLines } = await simpleParser(message);
    return headerLines.flatMap(({ key, line }) => (key.startsWith('list-unsub') ? [line] : []));
  };
  assert.deepEqual((await readHeaders('https://desk.site.example/stop')).toSorted(), [
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    'List-Unsubscribe: <https://desk.site.example/stop>',
  ]);
  assert.deepEqual(await readHeaders('http://desk.site.example/stop'), [
    'List-Unsubscribe: <http://desk.site.example/stop>',
  ]);
});

test('a language of a region falls back to the language, an unknown one to that of the site', () => {
  assert.equal(render('award_waiting', 'de-AT').language, 'de');
  assert.equal(render('award_waiting', 'fr').language, 'en');
  assert.equal(render('award_waiting', 'fr', { GATEHOUSE_MAIL_LANGUAGE: 'de' }).language, 'de');
});

test('a light color gets dark letters', () => {
  const head = /<div style="background:(#\w+);color:(#\w+)/;
  const color = (value: string) =>
    head.exec(render('award_waiting', 'en', { GATEHOUSE_MAIL_COLOR: value }).html)?.slice(1);
  assert.deepEqual(color('#1c5d99'), ['#1c5d99', '#ffffff']);
  assert.deepEqual(color('#ffdd00'), ['#ffdd00', '#000000']);
});

describe("a site's own texts", () => {
  test('replace single texts, add a language that falls back to English, and replace a layout', () => {
    const site = writeTexts({
      'en.toml': '[kinds.award_waiting]\nsubject = "Please look at {{award}}"\n',
      'cy.toml': 'language = "Cymraeg"\n[common]\ngreeting = "Helo,"\n',
      'layout.text.hbs': 'OUR TEXT {{heading}} {{url}}',
    });
    const settings = { GATEHOUSE_MAIL_TEMPLATES: site };
    const own = render('award_waiting', 'en', settings);
    assert.equal(own.subject, '[Example site] Please look at p7.ukri');
    assert.match(own.text, /^OUR TEXT An award waits for a decision https:/);
    const welsh = render('award_waiting', 'cy', settings);
    assert.match(welsh.html, /<html lang="cy">[\s\S]*Helo,[\s\S]*Review the award/);
  });

  test('may name when the bridge went away as before 0.1.0', () => {
    const site = writeTexts({
      'en.toml': '[kinds.bridge_away]\nsubject = "Away since {{since}}"\n',
    });
    const { subject } = render('bridge_away', 'en', { GATEHOUSE_MAIL_TEMPLATES: site });
    assert.match(subject, /Away since 23 November 2026/);
  });

  const bad: [string, Record<string, string>, RegExp][] = [
    ['no TOML', { 'en.toml': 'subject = ' }, /en\.toml/],
    ['an unknown kind', { 'en.toml': '[kinds.party]\nsubject = "x"' }, /en\.toml: kinds/],
    ['a name of another type', { 'de.toml': 'language = 3' }, /de\.toml: language/],
    [
      'a broken template',
      { 'en.toml': '[common]\ngreeting = "Hello {{#if"' },
      /en\.toml: common\.greeting/,
    ],
    [
      'a value that the kind does not have',
      { 'en.toml': '[kinds.bridge_away]\nsubject = "{{award}}"' },
      /en, bridge_away: .*award/,
    ],
  ];
  for (const [name, files, message] of bad) {
    test(`stop the start where they have ${name}`, () => {
      const site = writeTexts(files);
      assert.throws(
        () => readTestMailConfig(25, { GATEHOUSE_MAIL_TEMPLATES: site }),
        (error) => error instanceof StartError && message.test(error.message),
      );
    });
  }
});

test('the preview writes every mail in every language as text, HTML and .eml', async () => {
  const target = path.join(folder, 'preview');
  mkdirSync(target);
  await previewMails(readSettings({ GATEHOUSE_SITE_NAME: 'Example site' }), target);
  for (const language of ['en', 'de']) {
    const files = readdirSync(path.join(target, language));
    assert.equal(files.length, exampleContents.length * 3);
  }
  const source = readFileSync(path.join(target, 'de', 'award_approved.eml'));
  const mail = await simpleParser(source);
  assert.match(mail.subject ?? '', /^\[Example site\] p7\.ukri wurde angenommen/);
});
