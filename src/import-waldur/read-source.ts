import { readSecretFile } from '../encryption/secret-file.ts';
import { StartError } from '../errors/start-error.ts';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The URL of a Waldur without a last slash and without `/api`. Throws StartError for one that is not
 * http or https, holds a password, or would send the token unencrypted to another machine.
 */
export function parseWaldurUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new StartError('The URL of the Waldur must be like https://waldur.example.org.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new StartError('The URL of the Waldur has no user, password, query or fragment.');
  }
  if (url.protocol === 'http:' && !loopbackHosts.has(url.hostname)) {
    throw new StartError(
      'The URL of the Waldur must begin with https: the token would go over the network unencrypted.',
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
}

/**
 * The token of a Waldur, from the file of --token-file, from the one that GATEHOUSE_WALDUR_TOKEN_FILE
 * names, or from GATEHOUSE_WALDUR_TOKEN; never an argument, which everybody on the machine could read.
 * Throws StartError.
 */
export function readWaldurToken(env: NodeJS.ProcessEnv, file: string | undefined): string {
  const token = file === undefined ? readEnvironment(env) : readSecretFile(file, '--token-file');
  if (!/^[\x21-\x7e]+$/.test(token)) throw new StartError('The token of the Waldur is no token.');
  return token;
}

function readEnvironment(env: NodeJS.ProcessEnv): string {
  const text = env.GATEHOUSE_WALDUR_TOKEN?.trim() ?? '';
  const file = env.GATEHOUSE_WALDUR_TOKEN_FILE?.trim() ?? '';
  if (text !== '' && file !== '') {
    throw new StartError('Set GATEHOUSE_WALDUR_TOKEN or GATEHOUSE_WALDUR_TOKEN_FILE, not both.');
  }
  if (file !== '') return readSecretFile(file, 'GATEHOUSE_WALDUR_TOKEN_FILE');
  if (text !== '') return text;
  throw new StartError(
    'Set GATEHOUSE_WALDUR_TOKEN to a token of a staff account of the Waldur, or name its file with GATEHOUSE_WALDUR_TOKEN_FILE or --token-file.',
  );
}
