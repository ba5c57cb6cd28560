import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readProviders } from '../../src/sign-on/provider-config.ts';

/* README, Single sign-on: the file that names the providers. */

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-sign-on-'));
after(() => rmSync(folder, { recursive: true }));

function fileOf(content: string, mode = 0o600): string {
  const file = path.join(folder, 'providers.toml');
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

const whole = `[[provider]]
slug = "university"
name = "Example University"
discovery = "https://idp.example.ac.uk"
client_id = "gatehouse"
client_secret = "s3cret"
unknown_people = "refuse"
`;

test('reads every key and applies the defaults of OpenID Connect', () => {
  assert.deepEqual(readProviders(null), []);
  const [plain] = readProviders(fileOf(whole));
  assert.deepEqual(
    [plain?.auth, plain?.scope, plain?.claims.username, plain?.emailsAreVerified],
    ['basic', 'openid profile email', 'preferred_username', false],
  );
  assert.deepEqual(plain?.apiTokenScopes, {});
  const exchanging = `${whole}api_tokens = { read = "gatehouse:read" }\n`;
  assert.deepEqual(readProviders(fileOf(exchanging))[0]?.apiTokenScopes, {
    read: 'gatehouse:read',
  });
  const more = `${whole}auth = "post"
scope = "openid  email"
emails_are_verified = true
[provider.claims]
username = "eppn"
`;
  const both = readProviders(fileOf(`${more}\n${whole.replace('"university"', '"lab"')}`));
  assert.deepEqual(
    both.map(({ slug, auth, scope, claims }) => [slug, auth, scope, claims.username]),
    [
      ['university', 'post', 'openid email', 'eppn'],
      ['lab', 'basic', 'openid profile email', 'preferred_username'],
    ],
  );
});

const wrongs: [string, string, RegExp][] = [
  ['no TOML', 'client_secret = s3cret"', /is not valid TOML/],
  ['no provider', '', /needs a \[\[provider\]\]/],
  ['no slug', whole.replace('slug = "university"', ''), /provider 1 needs a slug/],
  ['a slug of another kind', whole.replace('"university"', '"A B"'), /provider 1 needs a slug/],
  ['no secret', whole.replace('client_secret = "s3cret"', ''), /university: client_secret/],
  ['a number', whole.replace('"gatehouse"', '7'), /university: client_id must be a text/],
  ['plain http', whole.replace('https://', 'http://'), /discovery must be an https URL/],
  ['no choice', whole.replace('"refuse"', '"maybe"'), /unknown_people must be one of/],
  ['a misspelt key', `${whole}scopes = "openid"\n`, /there is no setting scopes/],
  ['a misspelt claim', `${whole}claims = { mail = "x" }\n`, /claims: there is no setting mail/],
  ['a scope too little', `${whole}scope = "email"\n`, /scope must contain openid/],
  ['two of a name', whole + whole, /two providers university/],
  ['a scope of API tokens', `${whole}api_tokens = { write = "x" }\n`, /api_tokens: there is no/],
  ['two scopes for one', `${whole}api_tokens = { read = "a b" }\n`, /read must be one scope/],
  ['no table', `${whole}api_tokens = true\n`, /api_tokens must be a table/],
];

for (const [what, content, rule] of wrongs) {
  test(`names the faulty key: ${what}`, () => {
    assert.throws(
      () => readProviders(fileOf(content)),
      (error: Error) => rule.test(error.message) && !error.message.includes('s3cret'),
    );
  });
}

test('refuses a file that others can read or that is missing', () => {
  assert.throws(() => readProviders(fileOf(whole, 0o644)), /can be read by others/);
  assert.throws(() => readProviders(path.join(folder, 'none.toml')), /cannot be read \(ENOENT\)/);
});
