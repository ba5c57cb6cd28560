import type { NodemailerError } from 'nodemailer/lib/errors';

/**
 * What a failed delivery means.
 * `outage`: no mail can be sent now, to any recipient (no connection, no TLS, refused sign-in or sender).
 * `temporary`: this mail may be sent later. `address`: the address takes no mail. `message`: the server
 * refuses this mail for good.
 */
export type SmtpFailure = 'outage' | 'temporary' | 'address' | 'message';

/** A delivery that failed. Its message holds the server's answer, never a password. */
export class SmtpError extends Error {
  readonly failure: SmtpFailure;

  constructor(failure: SmtpFailure, message: string) {
    super(message);
    this.name = 'SmtpError';
    this.failure = failure;
  }
}

/** How far a session was: `connect` includes TLS and sign-in; `send` begins with MAIL FROM. */
export type SmtpStep = 'connect' | 'send';

/**
 * Classifies what nodemailer reports. A connection that breaks while a mail is sent, or that the server
 * closes with 421, counts against that mail, so that one that makes the server stumble cannot stop all
 * others; a server that is going down says so at the next greeting. 5xx to the recipient
 * is final for the address, but 552 and 452 say that a mailbox is full (RFC 5321, 4.5.3.1.10).
 */
export function toSmtpError(error: NodemailerError, step: SmtpStep): SmtpError {
  return new SmtpError(findFailure(error, step), describeError(error));
}

const MAILBOX_FULL = 552;

function findFailure(error: NodemailerError, step: SmtpStep): SmtpFailure {
  const { command = '', responseCode } = error;
  if (step === 'connect') return 'outage';
  // An address that cannot be put into a command at all is refused before it is sent.
  if (error.code === 'EENVELOPE' && responseCode === undefined) return 'address';
  if (responseCode === undefined) return 'temporary';
  if (!error.permanent) return 'temporary';
  if (command === 'MAIL FROM') return 'outage';
  if (command === 'RCPT TO') return responseCode === MAILBOX_FULL ? 'temporary' : 'address';
  return 'message';
}

/** The server's answer, else what went wrong with its code. */
function describeError({ message, response, code, originalCode }: NodemailerError): string {
  if (response !== undefined && response !== '') return response;
  return [originalCode ?? code ?? '', message].filter((part) => part !== '').join(': ');
}
