// What no SDK says but any client may: the forms a token request can take, and the documented answer to each wrong one.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { signedUp } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { app, base, connection, grants, issuer } from './support/server.mjs';
import { assertRefused, basic, postForm, postJson, secretPost, send } from './support/wire.mjs';

const newPerson = town('505');

describe('the forms of a token request', () => {
  const person = newPerson();
  const password = { grant_type: 'password', username: person.email, password: person.password };
  const assertPastPassword = (response) => assertRefused(response, 403, 'mfa_required', 'Multifactor authentication required');

  before(() => signedUp(person));

  test('form and JSON are the same', async () => {
    assertPastPassword(await postForm('/oauth/token', { ...password, ...secretPost }));
    assertPastPassword(await postJson('/oauth/token', { ...password, ...secretPost }));
  });

  test('a charset beside the content type changes nothing', async () => {
    const charset = { 'Content-Type': 'application/json; charset=utf-8' };
    assertPastPassword(await postJson('/oauth/token', { ...password, ...secretPost }, charset));
  });

  test('JSON null is absent', async () => {
    const nulls = { scope: null, audience: null, realm: null, organization: null, connection: null };
    assertPastPassword(await postJson('/oauth/token', { ...password, ...secretPost, ...nulls }));
  });

  test('the secret may come in the header', async () => {
    assertPastPassword(await postForm('/oauth/token', password, basic(app.clientId, app.clientSecret)));
    assertRefused(await postForm('/oauth/token', password, basic(app.clientId, 'wrong')), 401, 'access_denied', 'Unauthorized');
  });

  test('an unknown client, a wrong secret and a missing one are told the same', async () => {
    for (const client of [{ client_id: 'nobody', client_secret: 'x' }, { ...secretPost, client_secret: 'x' }, { client_id: app.clientId }]) {
      assertRefused(await postForm('/oauth/token', { ...password, ...client }), 401, 'access_denied', 'Unauthorized');
    }
  });

  test('a realm that is none is a bad request, and no answer about the user', async () => {
    const realm = { ...password, ...secretPost, grant_type: grants.realm };
    assertPastPassword(await postForm('/oauth/token', { ...realm, realm: connection }));
    const known = await postForm('/oauth/token', { ...realm, realm: 'no-such-connection' });
    const unknown = await postForm('/oauth/token', { ...realm, realm: 'no-such-connection', username: 'nobody@example.com' });
    assert.ok(known.status >= 400 && known.status < 500, known.text);
    assert.deepEqual([unknown.status, unknown.json], [known.status, known.json]);
  });

  test('a parameter said twice is refused', async () => {
    const body = new URLSearchParams({ ...password, ...secretPost });
    body.append('username', 'someone-else@example.com');
    assertRefused(await postForm('/oauth/token', body.toString()), 400, 'invalid_request');
  });

  test('a missing parameter is named', async () => {
    const { username, ...without } = password;
    assertRefused(await postForm('/oauth/token', { ...without, ...secretPost }), 400, 'invalid_request', 'Missing required parameter: username');
  });

  test('an unknown grant is no grant', async () => {
    const response = await postForm('/oauth/token', { grant_type: 'wish', ...secretPost });
    assert.equal(response.json?.error, 'unsupported_grant_type', response.text);
  });

  test('broken JSON, another content type and a body too large', async () => {
    assertRefused(await postJson('/oauth/token', '{"grant_type": "passw'), 400, 'invalid_request');
    assertRefused(await postJson('/oauth/token', '["password"]'), 400, 'invalid_request');
    const xml = { 'Content-Type': 'application/xml' };
    assert.equal((await postJson('/oauth/token', '<grant/>', xml)).status, 415);
    assert.equal((await postForm('/oauth/token', { ...password, ...secretPost, scope: 'x'.repeat(100_000) })).status, 413);
  });

  test('what carries a token is never cached', async () => {
    const response = await postForm('/oauth/token', { ...password, ...secretPost });
    assert.match(response.headers['cache-control'] ?? '', /no-store/);
  });
});

describe('the documents', () => {
  test('discovery names this issuer and its endpoints', async () => {
    const { status, json } = await send('GET', '/.well-known/openid-configuration');
    assert.deepEqual([status, json.issuer, json.token_endpoint], [200, issuer, `${base}/oauth/token`]);
    assert.equal(json.mfa_challenge_endpoint ?? `${base}/mfa/challenge`, `${base}/mfa/challenge`);
    assert.ok(json.code_challenge_methods_supported.includes('S256'));
    assert.ok(json.token_endpoint_auth_methods_supported.includes('client_secret_basic'));
    assert.equal(json.revocation_endpoint, `${base}/oauth/revoke`);
    assert.equal(json.userinfo_endpoint, `${base}/userinfo`);
  });

  test('the keys are public and nothing else', async () => {
    const { json } = await send('GET', '/.well-known/jwks.json');
    assert.ok(json.keys.length > 0);
    for (const key of json.keys) {
      assert.deepEqual([key.kty, key.use, key.alg], ['RSA', 'sig', 'RS256']);
      assert.equal('d' in key || 'p' in key, false);
    }
  });
});
