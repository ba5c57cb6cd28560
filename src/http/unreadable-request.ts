import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const problems: Readonly<Record<string, { status: number; detail: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request took too long to arrive.' },
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The headers of the request are too large.' },
};
const notHttp = { status: 400, detail: 'The request is not valid HTTP.' };

/**
 * Replies to what Node cannot read as a request, in the form of all our errors, and closes the
 * connection. For the `clientError` event of an HTTP server; no route or hook sees such a request.
 */
export function replyToUnreadableRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const { status, detail } = problems[error.code ?? ''] ?? notHttp;
    const body = JSON.stringify({ detail });
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${body.length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}
