// npm `auth0` 4.37.1, unmodified: one person's life from sign-up to the day the phone is given back. The package has no client for the
// MFA API itself, so those calls are made as an application makes them.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AuthApiError, AuthenticationClient, UserInfoClient } from 'auth0';
import { messageFrom, otherThan } from './support/inbox.mjs';
import { mfaAudience } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { app, connection, domain, issuer } from './support/server.mjs';
import { assertRefused, mfa } from './support/wire.mjs';

const newPerson = town('202');
const auth0 = new AuthenticationClient({ domain, ...app });

const passwordGrant = (person, more = {}) =>
  auth0.oauth.passwordGrant({ username: person.email, password: person.password, scope: 'openid profile email offline_access', ...more });

// What the SDK throws when the second factor is wanted, its body read.
async function mfaRequired(person, more) {
  const error = await passwordGrant(person, more).then(() => assert.fail('no second factor was asked for'), (thrown) => thrown);
  assert.ok(error instanceof AuthApiError, String(error));
  assert.deepEqual([error.statusCode, error.error, error.error_description], [403, 'mfa_required', 'Multifactor authentication required']);
  const body = JSON.parse(error.body);
  assert.match(body.mfa_token, /^Fe26\.2/);
  return body;
}

// The SDK's own judgement of an ID token: issuer, audience, times, and the signature against the published keys.
async function assertValidIdToken(tokens) {
  assert.ok(tokens.id_token, 'scope openid brings an ID token');
  await auth0.oauth.idTokenValidator.validate(tokens.id_token);
  const claims = JSON.parse(Buffer.from(tokens.id_token.split('.')[1], 'base64url'));
  assert.equal('amr' in claims, false, 'ID tokens of the MFA API carry no amr');
  return claims;
}

describe('auth0 4: a phone bound by text message', () => {
  const person = newPerson();
  let recoveryCode, first, authenticators;

  test('signs up', async () => {
    const { data, status } = await auth0.database.signUp({ email: person.email, password: person.password, connection });
    assert.equal(status, 200);
    assert.match(data._id, /^[0-9a-f]{24}$/);
    assert.equal(data.id, data._id);
    assert.deepEqual([data.email, data.email_verified], [person.email, false]);
  });

  test('a wrong password and an unknown user are told the same', async () => {
    const wrong = { statusCode: 403, error: 'invalid_grant', error_description: 'Wrong email or password.' };
    await assert.rejects(passwordGrant({ ...person, password: 'not-my-password-1' }), wrong);
    await assert.rejects(passwordGrant({ ...person, email: 'nobody@example.com' }), wrong);
  });

  test('the password alone is not enough: mfa_required, with something to enroll', async () => {
    const body = await mfaRequired(person);
    assert.ok(body.mfa_requirements.enroll.some(({ type }) => type === 'phone'));
    assert.equal(body.mfa_requirements.challenge, undefined);
  });

  test('binds the phone: the answer, the text message, a wrong code, the right one', async () => {
    const { mfa_token: token } = await mfaRequired(person);
    const { result, message } = await messageFrom(person.phone, () => mfa.associate(token, person.phone));
    assert.equal(result.status, 200, result.text);
    const { authenticator_type, binding_method, oob_channel, oob_code, recovery_codes } = result.json;
    assert.deepEqual([authenticator_type, binding_method, oob_channel], ['oob', 'prompt', 'sms']);
    assert.match(oob_code, /^Fe26\.2\*/);
    assert.equal(recovery_codes.length, 1);
    assert.match(recovery_codes[0], /^[A-Z0-9]{24}$/);
    recoveryCode = recovery_codes[0];

    assert.deepEqual([message.to, message.channel], [person.phone, 'sms']);
    assert.match(message.code, /^\d{6}$/);
    assert.equal(message.body, `${message.code} is your verification code for Demo. Please enter this code to verify your enrollment.`);

    assertRefused(await mfa.verify(token, oob_code, otherThan(message.code)), 403, 'invalid_grant', 'Invalid binding_code.');
    const verified = await mfa.verify(token, oob_code, message.code);
    assert.equal(verified.status, 200, verified.text);
    assert.deepEqual([verified.json.token_type, verified.json.expires_in], ['Bearer', 86400]);
    assert.deepEqual(verified.json.scope.split(' ').sort(), ['email', 'offline_access', 'openid', 'profile']);
    assert.equal((await assertValidIdToken(verified.json)).email, person.email);
    first = { token, oobCode: oob_code, code: message.code, tokens: verified.json };
  });

  test('a code is good once', async () => {
    const replay = await mfa.verify(first.token, first.oobCode, first.code);
    assertRefused(replay, 403, 'invalid_grant');
  });

  test('userinfo knows whose access token it is', async () => {
    const { data } = await new UserInfoClient({ domain }).getUserInfo(first.tokens.access_token);
    assert.equal(data.email, person.email);
    assert.equal(data.sub, (await assertValidIdToken(first.tokens)).sub);
  });

  test('lists one phone twice, by text and by call, and the recovery code', async () => {
    const { mfa_token: token, mfa_requirements } = await mfaRequired(person);
    assert.ok(mfa_requirements.challenge.some(({ type }) => type === 'phone'));
    const { status, json } = await mfa.list(token);
    assert.equal(status, 200);
    authenticators = Object.fromEntries(json.map((entry) => [entry.id.split('|')[0], entry]));
    assert.deepEqual(Object.keys(authenticators).sort(), ['recovery-code', 'sms', 'voice']);
    const { sms, voice, 'recovery-code': recovery } = authenticators;
    assert.match(sms.id, /^sms\|dev_[A-Za-z0-9]{16}$/);
    assert.equal(voice.id, sms.id.replace('sms|', 'voice|'));
    for (const [entry, channel] of [[sms, 'sms'], [voice, 'voice']]) {
      assert.deepEqual([entry.authenticator_type, entry.active, entry.oob_channel, entry.type], ['oob', true, channel, 'phone']);
      assert.equal(entry.name, person.phone.replace(/.(?=.{4})/g, 'X'));
    }
    assert.deepEqual([recovery.authenticator_type, recovery.active], ['recovery-code', true]);
  });

  test('signs in again by text message', async () => {
    const { mfa_token: token } = await mfaRequired(person);
    const { result, message } = await messageFrom(person.phone, () => mfa.challenge(token, { authenticator_id: authenticators.sms.id }));
    assert.equal(result.status, 200, result.text);
    assert.deepEqual([result.json.challenge_type, result.json.binding_method], ['oob', 'prompt']);
    assert.equal(message.body, `${message.code} is your verification code for Demo`);
    const verified = await mfa.verify(token, result.json.oob_code, message.code);
    assert.equal(verified.status, 200, verified.text);
    await assertValidIdToken(verified.json);
  });

  test('signs in again by a call to the same phone', async () => {
    const { mfa_token: token } = await mfaRequired(person);
    const { result, message } = await messageFrom(person.phone, () => mfa.challenge(token, { authenticator_id: authenticators.voice.id }));
    assert.equal(result.status, 200, result.text);
    assert.equal(message.channel, 'voice');
    const verified = await mfa.verify(token, result.json.oob_code, message.code);
    assert.equal(verified.status, 200, verified.text);
  });

  test('a second phone needs the first', async () => {
    const { mfa_token: token } = await mfaRequired(person);
    const refused = await mfa.associate(token, newPerson().phone);
    assert.ok(refused.status >= 400 && refused.status < 500, refused.text);
    assert.equal(refused.json.error_description, 'User is already enrolled.');
  });

  test('the recovery code signs in once and brings its successor', async () => {
    const { mfa_token: token } = await mfaRequired(person);
    const recovered = await mfa.recover(token, recoveryCode);
    assert.equal(recovered.status, 200, recovered.text);
    assert.match(recovered.json.recovery_code, /^[A-Z0-9]{24}$/);
    assert.notEqual(recovered.json.recovery_code, recoveryCode);
    await assertValidIdToken(recovered.json);

    const again = (await mfaRequired(person)).mfa_token;
    assertRefused(await mfa.recover(again, recoveryCode), 403, 'invalid_grant', 'MFA Authorization rejected.');
    assert.equal((await mfa.recover(again, recovered.json.recovery_code)).status, 200);
  });

  test('gives the phone back: its call twin goes with it, and the next login asks to enroll', async () => {
    const { mfa_token: token } = await mfaRequired(person, mfaAudience);
    assert.equal((await mfa.remove(token, encodeURIComponent(authenticators.sms.id))).status, 401, 'an mfa_token removes nothing');
    const { result, message } = await messageFrom(person.phone, () => mfa.challenge(token));
    const { json: tokens } = await mfa.verify(token, result.json.oob_code, message.code);
    const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1], 'base64url'));
    assert.ok([claims.aud].flat().includes(`${issuer}mfa/`));

    const removed = await mfa.remove(tokens.access_token, encodeURIComponent(authenticators.sms.id));
    assert.deepEqual([removed.status, removed.text], [204, '']);
    assert.equal((await mfa.remove(tokens.access_token, encodeURIComponent(authenticators.voice.id))).status, 404);
    const left = (await mfa.list(tokens.access_token)).json.map((entry) => entry.id.split('|')[0]);
    assert.equal(left.includes('sms') || left.includes('voice'), false, String(left));
    const body = await mfaRequired(person);
    assert.ok(body.mfa_requirements.enroll.some(({ type }) => type === 'phone'));
  });
});

describe('auth0 4: a phone bound by a call', () => {
  const person = newPerson();

  before(() => auth0.database.signUp({ email: person.email, password: person.password, connection }));

  test('is called, types the code, and is through', async () => {
    const { mfa_token: token } = await mfaRequired(person, { realm: connection });
    const { result, message } = await messageFrom(person.phone, () => mfa.associate(token, person.phone, 'voice'));
    assert.equal(result.status, 200, result.text);
    assert.deepEqual([result.json.oob_channel, result.json.binding_method], ['voice', 'prompt']);
    assert.deepEqual([message.to, message.channel], [person.phone, 'voice']);
    assert.match(message.body, /verification code for Demo is/);
    assert.ok(message.body.includes(message.code.split('').join('.')) || message.body.includes(message.code), message.body);
    const verified = await mfa.verify(token, result.json.oob_code, message.code);
    assert.equal(verified.status, 200, verified.text);
    await assertValidIdToken(verified.json);
  });
});
