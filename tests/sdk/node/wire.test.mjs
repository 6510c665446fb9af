// What no SDK says but any client may: the forms a request can take, and the documented answer to each wrong one.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { messageFrom, messagesTo } from './support/inbox.mjs';
import { enrolled, loggedIn, mfaAudience, pastPassword, signedUp } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { app, base, connection, grants, issuer, management } from './support/server.mjs';
import { assertRefused, basic, bearer, mfa, postForm, postJson, secretPost, send } from './support/wire.mjs';

const newPerson = town('505');
const invalidToken = 'The mfa_token provided is invalid. Try getting a new token.';
const tampered = (token) => token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBB' : 'AAAA');

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

describe('the forms of an enrollment', () => {
  const person = newPerson();
  let token;

  before(async () => {
    await signedUp(person);
    token = await pastPassword(person);
  });

  test('the channel may be a bare string, the client may name itself', async () => {
    const body = { authenticator_types: ['oob'], oob_channels: 'sms', phone_number: person.phone, ...secretPost };
    const { result } = await messageFrom(person.phone, () => postJson('/mfa/associate', body, bearer(token)));
    assert.equal(result.status, 200, result.text);
  });

  test('a number that is none, or of a kind that no code goes to', async () => {
    for (const phone of ['abc', '2025550123', '+1202555', '+1202555012345678901234567890', '+44']) {
      assertRefused(await mfa.associate(token, phone), 400, 'invalid_request', 'The phone number is invalid.');
    }
    assertRefused(await mfa.associate(token, ''), 400, 'invalid_request', 'Missing required parameter: phone_number');
    const premium = '+19005550123';
    assertRefused(await mfa.associate(token, premium), 400, 'invalid_request', 'Codes are not sent to this kind of phone number.');
    assert.deepEqual(await messagesTo(premium), []);
  });

  test('a channel or a type that is none', async () => {
    for (const body of [
      { authenticator_types: ['oob'], oob_channels: ['pigeon'], phone_number: person.phone },
      { authenticator_types: ['carrier'], oob_channels: ['sms'], phone_number: person.phone },
      { authenticator_types: ['oob'], phone_number: person.phone },
      { authenticator_types: ['oob'], oob_channels: ['sms'] },
      { oob_channels: ['sms'], phone_number: person.phone },
    ]) {
      const refused = await postJson('/mfa/associate', body, bearer(token));
      assert.equal(refused.status, 400, `${JSON.stringify(body)} → ${refused.text}`);
    }
  });

  test('an unconfirmed phone is not yet a factor', async () => {
    const entries = (await mfa.list(token)).json.filter((entry) => entry.authenticator_type === 'oob');
    assert.equal(entries.some((entry) => entry.active), false, JSON.stringify(entries));
    assert.equal((await mfa.challenge(token)).json.error, 'association_required');
    assert.equal(typeof (await pastPassword(person)), 'string');
  });

  test('no token, and tokens that are none', async () => {
    for (const headers of [{}, bearer('garbage'), bearer(tampered(token)), { Authorization: 'Basic Zm9vOmJhcg==' }]) {
      const list = await send('GET', '/mfa/authenticators', { headers });
      assert.equal(list.status, 401, list.text);
    }
    assertRefused(await mfa.list(tampered(token)), 401, 'invalid_grant', invalidToken);
    assertRefused(await mfa.associate(tampered(token), person.phone), 401, 'invalid_grant', invalidToken);
    assertRefused(await mfa.challenge(tampered(token)), 401, 'invalid_grant', invalidToken);
  });
});

describe('the forms of a verification', () => {
  const person = newPerson();
  const other = newPerson();
  let recoveryCode;

  before(async () => {
    ({ recoveryCode } = await enrolled(person));
    await enrolled(other);
  });

  // A challenge under way: its token, oob_code and the code that the phone shows.
  async function challenged(who = person) {
    const token = await pastPassword(who);
    const { result, message } = await messageFrom(who.phone, () => mfa.challenge(token));
    return { token, oobCode: result.json.oob_code, code: message.code };
  }

  test('what is missing, malformed or of another login', async () => {
    const mine = await challenged();
    const theirs = await challenged(other);
    const body = { grant_type: grants.oob, mfa_token: mine.token, oob_code: mine.oobCode, ...secretPost };
    assertRefused(await postForm('/oauth/token', body), 400, 'invalid_request', 'Missing required parameter: binding_code');
    assertRefused(await mfa.verify('garbage', mine.oobCode, mine.code), 403, 'invalid_grant', 'Malformed mfa_token');
    assertRefused(await mfa.verify(tampered(mine.token), mine.oobCode, mine.code), 403, 'invalid_grant', 'Malformed mfa_token');
    assertRefused(await mfa.verify(mine.token, 'garbage', mine.code), 403, 'invalid_grant', 'Malformed oob_code');
    assertRefused(await mfa.verify(mine.token, theirs.oobCode, theirs.code), 400, 'invalid_request', "The oob_code doesn't match the mfa_token");
    for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', `${mine.code} OR 1=1`]) {
      const refused = await mfa.verify(mine.token, mine.oobCode, code);
      assert.ok([400, 403].includes(refused.status), `${code}: ${refused.text}`);
    }
    assert.equal((await mfa.verify(mine.token, mine.oobCode, mine.code)).status, 200, 'none of that spent the code');
  });

  test('another application may use neither the token nor the challenge', async () => {
    const mine = await challenged();
    const foreign = { client_id: management.clientId, client_secret: management.clientSecret };
    const challenge = await mfa.challenge(mine.token, foreign);
    assert.ok([400, 403].includes(challenge.status), challenge.text);
    const body = { grant_type: grants.oob, mfa_token: mine.token, oob_code: mine.oobCode, binding_code: mine.code, ...foreign };
    const verified = await postForm('/oauth/token', body);
    assert.ok([400, 403].includes(verified.status), verified.text);
  });

  test('an earlier code of the same login is still good: a late message works', async () => {
    const first = await challenged();
    await messageFrom(person.phone, () => mfa.challenge(first.token));
    assert.equal((await mfa.verify(first.token, first.oobCode, first.code)).status, 200);
  });

  test('challenges of a type or an authenticator that is not there', async () => {
    const token = await pastPassword(person);
    assertRefused(await mfa.challenge(token, { challenge_type: 'otp' }), 401, 'unsupported_challenge_type');
    const unknown = await mfa.challenge(token, { authenticator_id: 'sms|dev_0000000000000000' });
    assert.ok(unknown.status >= 400 && unknown.status < 500, unknown.text);
    assert.equal((await messageFrom(person.phone, () => mfa.challenge(token, { challenge_type: 'otp oob' }))).result.status, 200);
  });

  test('a recovery code may be typed as people type', async () => {
    const typed = recoveryCode.toLowerCase().replace(/(.{4})/g, '$1 ');
    const wrong = recoveryCode.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    assertRefused(await mfa.recover(await pastPassword(person), wrong), 403, 'invalid_grant', 'MFA Authorization rejected.');
    assert.equal((await mfa.recover(await pastPassword(person), typed)).status, 200);
  });
});

describe('authenticator ids on the path', () => {
  for (const [name, write] of [['a raw |', (id) => id], ['%7C', (id) => id.replace('|', '%7C')], ['%7c', (id) => id.replace('|', '%7c')]]) {
    test(`are read with ${name}`, async () => {
      const person = newPerson();
      const { tokens } = await enrolled(person, mfaAudience(issuer));
      const phone = (await mfa.list(tokens.access_token)).json.find((entry) => entry.oob_channel === 'voice');
      const removed = await mfa.remove(tokens.access_token, write(phone.id));
      assert.deepEqual([removed.status, removed.text], [204, '']);
    });
  }

  test('unknown ones are not found, and another user’s neither', async () => {
    const { tokens } = await enrolled(newPerson(), mfaAudience(issuer));
    const { tokens: others } = await enrolled(newPerson(), mfaAudience(issuer));
    const phone = (await mfa.list(others.access_token)).json.find((entry) => entry.oob_channel === 'sms');
    for (const id of ['sms%7Cdev_0000000000000000', 'nonsense', encodeURIComponent(phone.id)]) {
      assert.equal((await mfa.remove(tokens.access_token, id)).status, 404, id);
    }
    assert.ok((await mfa.list(others.access_token)).json.some(({ id }) => id === phone.id));
  });

  test('an access token without the scope may not', async () => {
    const person = newPerson();
    const { tokens } = await enrolled(person, { ...mfaAudience(issuer), scope: 'openid read:authenticators' });
    const phone = (await mfa.list(tokens.access_token)).json.find((entry) => entry.oob_channel === 'sms');
    const refused = await mfa.remove(tokens.access_token, encodeURIComponent(phone.id));
    assert.ok([401, 403].includes(refused.status), refused.text);
    assert.equal((await mfa.list((await loggedIn(person)).access_token)).status, 401, 'an ordinary access token opens nothing here');
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

  test('the inbox filters, and is emptied when asked', async () => {
    const person = newPerson();
    await enrolled(person, { channel: 'voice' });
    const [call] = await messagesTo(person.phone);
    assert.deepEqual(Object.keys(call).sort(), ['action', 'body', 'channel', 'code', 'created_at', 'id', 'status', 'tenant', 'to']);
    assert.equal((await messagesTo(person.phone, { channel: 'sms' })).length, 0);
    assert.equal((await messagesTo(person.phone, { channel: 'voice' })).length, 1);
    const emptied = await send('DELETE', '/dev/messages');
    assert.ok([200, 204].includes(emptied.status), emptied.text);
    assert.deepEqual(await messagesTo(person.phone), []);
  });
});
