import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AccessTokenRefusedError, judgeAccessToken } from '../../src/sign-on/judge-access-token.ts';

/* docs/rules/api.md, R5.11: which access tokens are exchanged, by what their provider states. */

const expected = {
  issuer: 'https://idp.example',
  clientId: 'gatehouse',
  apiTokenScopes: { read: 'gatehouse:read', admin: 'gatehouse:admin' },
};
const good = {
  active: true,
  iss: 'https://idp.example',
  sub: 'ada',
  aud: 'gatehouse',
  client_id: 'site-script',
  token_type: 'Bearer',
  scope: 'openid gatehouse:read',
};

describe('an access token', () => {
  test('is exchanged for the widest scope that it allows', () => {
    const judge = (scope: string) => judgeAccessToken({ ...good, scope }, expected).scope;
    assert.equal(judge('gatehouse:read'), 'read');
    assert.equal(judge('gatehouse:admin openid gatehouse:read'), 'admin');
  });

  test('may name several audiences, or none where it was issued to us', () => {
    const accepted = [
      { ...good, aud: ['account', 'gatehouse'] },
      { ...good, aud: undefined, client_id: 'gatehouse' },
      { ...good, iss: undefined },
      { ...good, token_type: undefined, typ: 'Bearer' },
    ];
    for (const statement of accepted) {
      assert.equal(judgeAccessToken(statement, expected).subject, 'ada');
    }
  });

  const refused: [string, object, 'invalid' | 'scope'][] = [
    ['is not active', { ...good, active: false }, 'invalid'],
    ['is active in words only', { ...good, active: 'true' }, 'invalid'],
    ['is for another service', { ...good, aud: 'portal' }, 'invalid'],
    ['is for nobody', { ...good, aud: [] }, 'invalid'],
    [
      'is for another service, although issued to us',
      { ...good, aud: 'account', client_id: 'gatehouse' },
      'invalid',
    ],
    ['has no audience and was issued to another', { ...good, aud: undefined }, 'invalid'],
    ['is from another issuer', { ...good, iss: 'https://elsewhere.example' }, 'invalid'],
    ['is a refresh token', { ...good, token_type: undefined }, 'invalid'],
    [
      'is a refresh token of Keycloak',
      { ...good, token_type: undefined, typ: 'Refresh' },
      'invalid',
    ],
    ['is bound to a key', { ...good, cnf: { jkt: 'x' } }, 'invalid'],
    ['is a DPoP token', { ...good, token_type: 'DPoP' }, 'invalid'],
    ['names no person', { ...good, sub: undefined }, 'invalid'],
    ['has none of the scopes', { ...good, scope: 'openid gatehouse:reader' }, 'scope'],
    ['states no scope', { ...good, scope: undefined }, 'scope'],
  ];
  for (const [what, statement, problem] of refused) {
    test(`is refused if it ${what}`, () => {
      assert.throws(
        () => judgeAccessToken({ ...statement }, expected),
        (error) => error instanceof AccessTokenRefusedError && error.problem === problem,
      );
    });
  }
});
