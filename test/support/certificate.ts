import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A key and its certificate, as PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/**
 * A key and a certificate for a name that nobody issued, valid for two days. It is its own authority.
 * Needs the program `openssl`.
 */
export function createCertificate(name = 'localhost'): Certificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-certificate-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const args = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj';
  const files = ['-addext', `subjectAltName=DNS:${name}`, '-keyout', key, '-out', cert];
  execFileSync('openssl', [...args.split(' '), `/CN=${name}`, ...files], { stdio: 'ignore' });
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}
