// What no SDK says but any client may: enrollments and verifications, and the documented answer to each wrong one.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { messageFrom, messagesTo } from './support/inbox.mjs';
import { enrolled, pastPassword, signedUp } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { grants, management } from './support/server.mjs';
import { assertRefused, bearer, invalidToken, mfa, postForm, postJson, secretPost, send } from './support/wire.mjs';

const newPerson = town('510');
const tampered = (token) => token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBB' : 'AAAA');

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
