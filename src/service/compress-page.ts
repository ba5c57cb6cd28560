import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBr = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** As JSON replies: higher qualities take longer than the document takes to make. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Whether a header Accept-Encoding names an encoding, and not to refuse it. */
const accepts = (header: string, encoding: string): boolean =>
  new RegExp(`(^|[\\s,])${encoding}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))\\s*(;|,|$)`, 'i').test(header);

/** Compresses a document as the header Accept-Encoding allows; `encoding` is null for no compression. */
export async function compressPage(
  page: string,
  acceptEncoding = '',
): Promise<{ content: Buffer | string; encoding: 'br' | 'gzip' | null }> {
  if (accepts(acceptEncoding, 'br')) {
    return { content: await compressBr(page, brotliOptions), encoding: 'br' };
  }
  if (accepts(acceptEncoding, 'gzip'))
    return { content: await compressGzip(page), encoding: 'gzip' };
  return { content: page, encoding: null };
}
