// npm `auth0` 4.37.1: what becomes of the tokens once the second factor is through.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AuthenticationClient, UserInfoClient } from 'auth0';
import { enrolled, loggedIn } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { app, domain, issuer, management } from './support/server.mjs';

const newPerson = town('303');
const auth0 = new AuthenticationClient({ domain, ...app });
const refresh = (token) => auth0.oauth.refreshTokenGrant({ refresh_token: token });
const dead = { statusCode: 403, error: 'invalid_grant' };

describe('auth0 4: refresh tokens', () => {
  const person = newPerson();
  let tokens;

  before(async () => ({ tokens } = await enrolled(person)));

  test('rotate: each brings the next, and its ID token is validated by the SDK', async () => {
    const { data } = await refresh(tokens.refresh_token);
    assert.ok(data.access_token && data.id_token);
    assert.ok(data.refresh_token && data.refresh_token !== tokens.refresh_token);
    tokens = { ...data, spent: tokens.refresh_token };
  });

  test('one used twice takes its whole family with it', async () => {
    await assert.rejects(refresh(tokens.spent), dead);
    await assert.rejects(refresh(tokens.refresh_token), dead);
  });

  test('revoked means revoked, and revoking what is unknown is no error', async () => {
    const { refresh_token: token } = await loggedIn(person);
    assert.equal((await auth0.oauth.revokeRefreshToken({ token })).status, 200);
    await assert.rejects(refresh(token), dead);
    assert.equal((await auth0.oauth.revokeRefreshToken({ token: 'never-heard-of-it' })).status, 200);
  });

  test('are not handed out unless offline_access is asked for', async () => {
    const { refresh_token: none, scope } = await loggedIn(person, { scope: 'openid' });
    assert.deepEqual([none, scope], [undefined, 'openid']);
  });
});

describe('auth0 4: userinfo', () => {
  test('refuses a token that is none', async () => {
    await assert.rejects(new UserInfoClient({ domain }).getUserInfo('not-a-token'), { statusCode: 401 });
  });
});

describe('auth0 4: client credentials', () => {
  const audience = `${issuer}api/v2/`;
  const machine = new AuthenticationClient({ domain, ...management });

  test('bring a signed access token for the Management API', async () => {
    const { data } = await machine.oauth.clientCredentialsGrant({ audience });
    assert.deepEqual([data.token_type, data.expires_in], ['Bearer', 86400]);
    const [header, claims] = data.access_token.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));
    assert.equal(header.alg, 'RS256');
    assert.deepEqual([claims.iss, [claims.aud].flat()[0], claims.azp], [issuer, audience, management.clientId]);
    assert.equal(claims.sub, `${management.clientId}@clients`);
    for (const scope of ['read:guardian_factors', 'update:guardian_factors', 'read:users', 'read:logs']) {
      assert.ok(data.scope.split(' ').includes(scope), `${scope} in ${data.scope}`);
    }
  });

  test('are refused to a wrong secret, to an unknown client and to an application without the grant', async () => {
    const ask = (id) => new AuthenticationClient({ domain, ...id }).oauth.clientCredentialsGrant({ audience });
    const unauthorized = { statusCode: 401, error: 'access_denied', error_description: 'Unauthorized' };
    await assert.rejects(ask({ ...management, clientSecret: 'wrong' }), unauthorized);
    await assert.rejects(ask({ clientId: 'nobody', clientSecret: 'wrong' }), unauthorized);
    await assert.rejects(ask(app), { statusCode: 403, error: 'unauthorized_client' });
  });
});
