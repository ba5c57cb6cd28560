import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/*
 * A real SMTP server (npm smtp-server) in its own process, which its parent tells by messages how to
 * misbehave. It reports its port, each attempt and each mail that it took.
 */

export type MailStep = 'CONNECT' | 'MAIL' | 'RCPT' | 'DATA' | 'AFTER_DATA';

/** What the server does at a step, instead of going on. */
export interface MailFault {
  step: MailStep;
  /** An SMTP code; 0 breaks the connection; null waits `delayMs` and goes on. */
  code: number | null;
  delayMs?: number;
  /** Only for this recipient; for all where left out. Steps before RCPT know none. */
  recipient?: string;
  /** How often; without end where left out. */
  times?: number;
  /** In how many of 1000 cases; in all where left out. */
  perMille?: number;
}

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came over the wire. */
  source: string;
  isTls: boolean;
  user: string | null;
}

export type FromServer =
  | { type: 'listening'; port: number }
  | { type: 'attempt' }
  | { type: 'done' }
  | { type: 'mail'; mail: ReceivedMail };
/** Answered with `done`, after everything that happened before. `faults`: left out, they stay. */
export interface ToServer {
  faults?: MailFault[];
}

interface ServerOptions {
  port: number;
  offersTls: boolean;
  isTlsFromStart: boolean;
  key: string;
  cert: string;
  /** null: no sign-in is offered. */
  account: { user: string; password: string } | null;
}

const options = JSON.parse(process.env.MAIL_SERVER ?? '{}') as ServerOptions;
let faults: MailFault[] = [];
const tell = (message: FromServer): void => void process.send?.(message);
process.on('message', (message: ToServer) => {
  faults = message.faults ?? faults;
  tell({ type: 'done' });
});
process.on('disconnect', () => process.exit());

type Done = (error?: Error | null) => void;

/** Applies the first fault that is about this step, else goes on. */
async function handle(step: MailStep, session: SMTPServerSession, done: Done, recipient = '') {
  const fault = faults.find(
    (one) =>
      one.step === step &&
      (one.recipient === undefined || one.recipient === recipient) &&
      one.times !== 0 &&
      (one.perMille === undefined || Math.random() * 1000 < one.perMille),
  );
  if (fault === undefined) return done();
  if (fault.times !== undefined) fault.times -= 1;
  if (fault.delayMs !== undefined) await pause(fault.delayMs);
  if (fault.code === null) return done();
  if (fault.code === 0) return breakConnection(session);
  done(Object.assign(new Error(`refused at ${step}`), { responseCode: fault.code }));
}

function breakConnection(session: SMTPServerSession): void {
  const connections = server.connections as unknown as Set<{
    id: string;
    _socket: { destroy(): void };
  }>;
  for (const connection of connections) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

const { account } = options;
const server = new SMTPServer({
  secure: options.isTlsFromStart,
  key: options.key,
  cert: options.cert,
  authOptional: account === null,
  allowInsecureAuth: true,
  disabledCommands: [
    ...(options.offersTls ? [] : ['STARTTLS']),
    ...(account === null ? ['AUTH'] : []),
  ],
  disableReverseLookup: true,
  onConnect: (session, done) => void handle('CONNECT', session, done),
  onAuth: (auth, _session, done) => {
    const isRight = auth.username === account?.user && auth.password === account?.password;
    done(isRight ? null : new Error('Wrong password.'), { user: auth.username });
  },
  onMailFrom: (_address, session, done) => {
    tell({ type: 'attempt' });
    void handle('MAIL', session, done);
  },
  onRcptTo: ({ address }, session, done) => void handle('RCPT', session, done, address),
  onData: (stream, session, done) => {
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const parts: Buffer[] = [];
    stream.once('data', () => {
      if (faults.some(({ step, code }) => step === 'DATA' && code === 0)) {
        void handle('DATA', session, () => undefined, to[0]);
      }
    });
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      const mail: ReceivedMail = {
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        to,
        source: Buffer.concat(parts).toString('utf8'),
        isTls: session.secure,
        user: session.user ?? null,
      };
      void handle(
        'DATA',
        session,
        (error) => {
          if (error) return done(error);
          tell({ type: 'mail', mail });
          void handle('AFTER_DATA', session, done, to[0]);
        },
        to[0],
      );
    });
  },
});
server.on('error', () => undefined);
server.listen(options.port, '127.0.0.1', () => {
  tell({ type: 'listening', port: (server.server.address() as AddressInfo).port });
});
