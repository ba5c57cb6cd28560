import type { ParsedMail } from 'mailparser';
import { readSettings } from '../../src/config/settings.ts';
import { createMailExpander } from '../../src/mail/expand-to-mails.ts';
import { createMailChannel } from '../../src/mail/mail-channel.ts';
import { type MailConfig, readMailConfig } from '../../src/mail/mail-config.ts';
import { SmtpClient } from '../../src/mail/smtp-client.ts';
import { deliverOutbox } from '../../src/outbox/deliver-outbox.ts';
import { beginAnnouncing, fanOut } from '../support/announcements.ts';
import { MailServer } from '../support/mail/mail-server.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/** The settings of a site that sends mail through this server. */
export function readTestMailConfig(port: number, more: NodeJS.ProcessEnv = {}): MailConfig {
  const config = readMailConfig(
    readSettings({
      GATEHOUSE_SMTP_URL: `smtp://localhost:${port}`,
      GATEHOUSE_MAIL_SENDER: 'Example site <desk@site.example>',
      GATEHOUSE_MAIL_REPLY_TO: 'help@site.example',
      GATEHOUSE_SITE_NAME: 'Example site',
      GATEHOUSE_PUBLIC_URL: 'https://desk.site.example',
      ...more,
    }),
  );
  if (config === null) throw new Error('Mail is off.');
  return config;
}

/** The service with mail, and a real mail server; the test says when mails are delivered. */
export class MailTestBed {
  readonly app: TestApp;
  readonly server: MailServer;
  readonly config: MailConfig;
  #here: {
    provider: { uuid: string };
    customer: { uuid: string };
    template: { uuid: string };
  } | null = null;

  private constructor(app: TestApp, server: MailServer, config: MailConfig) {
    this.app = app;
    this.server = server;
    this.config = config;
  }

  static async open(): Promise<MailTestBed> {
    const server = await MailServer.open();
    const config = readTestMailConfig(server.port);
    return new MailTestBed(await TestApp.open({}, { mail: config }), server, config);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.server.stop();
  }

  /** An empty service whose staff has an email, with a template and a reviewer `rita`. */
  async reset(): Promise<void> {
    await this.app.reset();
    await beginAnnouncing(this.app);
    await this.server.reset();
    await this.setEmail('staff');
    this.#here = await this.app.createTemplateWithCustomers();
    await this.app.createReviewer('rita', this.#here);
    await this.setEmail('rita');
  }

  get here() {
    if (this.#here === null) throw new Error('Call reset() first.');
    return this.#here;
  }

  /** Gives an account the email `<name>@site.example`. */
  async setEmail(username: string): Promise<void> {
    await this.app.db
      .updateTable('person')
      .set({ email: `${username}@site.example` })
      .where('username', '=', username)
      .execute();
  }

  async createPersonWithEmail(username: string): Promise<void> {
    await this.app.createPerson(username);
    await this.setEmail(username);
  }

  uuidOf(username: string): string {
    return this.app.people.get(username)?.uuid ?? '';
  }

  /** An award that waits, as its allocation is above the limit of automatic approval. */
  async createWaitingAward(identifier = 'p1.ukri', more: object = {}): Promise<void> {
    await this.app.sendInstruction(
      'create_project',
      { ...awardDetails, allocation: '5000 NHR', ...more },
      identifier,
    );
  }

  /** Turns announcements into mails. */
  async expand(): Promise<void> {
    const failure = await fanOut(this.app, [createMailExpander('UTC')]);
    if (failure !== null) throw new Error(failure);
  }

  /** Sends what is due. Throws the error of an outage. Returns the last refusal. */
  send(): Promise<string | null> {
    const { app, server, config } = this;
    const { certificate: certificateAuthority } = server;
    const client = new SmtpClient({ ...config, certificateAuthority, timeoutMs: 3000 });
    const channel = createMailChannel({ db: app.db, clock: () => app.now, config, client });
    return deliverOutbox({ db: app.db, clock: () => app.now, channel, shouldStop: () => false });
  }

  /** Delivers everything and returns the mails that came since the last call. */
  async deliver(): Promise<ParsedMail[]> {
    await this.expand();
    await this.send();
    return this.take();
  }

  /** The mails that the server took since the last call. */
  take(): Promise<ParsedMail[]> {
    return this.server.takeParsed();
  }

  advance(ms: number): void {
    this.app.now = new Date(this.app.now.getTime() + ms);
  }
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** To whom each mail went and what it is about, in order: `rita@site.example: subject`. */
export function summarize(mails: readonly ParsedMail[]): string[] {
  return mails.map((mail) => `${readRecipient(mail)}: ${mail.subject}`).toSorted();
}

export function readRecipient(mail: ParsedMail): string {
  return [mail.to ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address }) => address))
    .join();
}
