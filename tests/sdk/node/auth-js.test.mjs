// npm `@auth0/auth0-auth-js` 1.16.0, unmodified: the whole journey through its own client for the MFA API.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AuthClient } from '@auth0/auth0-auth-js';
import { messageFrom, otherThan } from './support/inbox.mjs';
import { mfaAudience } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { app, connection, domain, issuer, management } from './support/server.mjs';

const newPerson = town('404');
const client = new AuthClient({ domain, ...app });
const scope = 'openid profile email offline_access';

const signUp = ({ email, password }) => client.database.signUp({ email, password, connection });

// The password is right: what the SDK tells about the second factor.
async function pastPassword({ email, password }, more = {}) {
  const error = await client
    .getTokenByPassword({ username: email, password, scope, ...more })
    .then(() => assert.fail('no second factor was asked for'), (thrown) => thrown);
  assert.equal(error.cause?.error, 'mfa_required', `${error.message} ${JSON.stringify(error.cause)}`);
  assert.equal(error.statusCode, 403);
  return { mfaToken: error.cause.mfa_token, requirements: error.cause.mfa_requirements };
}

// The SDK's error, read as an application reads it.
async function refused(call, expected) {
  const thrown = await call.then(() => assert.fail('was not refused'), (error) => error);
  const { name, message, cause } = thrown;
  const seen = { name, message, error: cause?.error, description: cause?.error_description, status: cause?.statusCode ?? thrown.statusCode };
  for (const [part, value] of Object.entries(expected)) assert.equal(seen[part], value, `${part} of ${JSON.stringify(seen)}`);
}

const enroll = (mfaToken, phoneNumber, channel = 'sms') =>
  client.mfa.enrollAuthenticator({ mfaToken, authenticatorTypes: ['oob'], oobChannels: [channel], phoneNumber });

describe('auth0-auth-js: a phone bound by text message', () => {
  const person = newPerson();
  let recoveryCode, tokens, phone;

  before(async () => {
    const user = await signUp(person);
    assert.match(user.id, /^[0-9a-f]{24}$/);
  });

  test('is told what to enroll, and binds the phone', async () => {
    const { mfaToken, requirements } = await pastPassword(person);
    assert.ok(requirements.enroll.some(({ type }) => type === 'phone'));
    assert.deepEqual(await client.mfa.listAuthenticators({ mfaToken }), []);

    const { result, message } = await messageFrom(person.phone, () => enroll(mfaToken, person.phone));
    assert.deepEqual([result.authenticatorType, result.oobChannel, result.bindingMethod], ['oob', 'sms', 'prompt']);
    [recoveryCode] = result.recoveryCodes;

    const verify = (bindingCode) => client.mfa.verify({ factorType: 'oob', mfaToken, oobCode: result.oobCode, bindingCode });
    await refused(verify(otherThan(message.code)), { name: 'MfaVerifyError', message: 'Invalid binding_code.', error: 'invalid_grant' });
    tokens = await verify(message.code);
    assert.ok(tokens.accessToken && tokens.refreshToken);
    assert.deepEqual([tokens.claims.iss, tokens.claims.aud, tokens.claims.email], [issuer, app.clientId, person.email]);
    await refused(verify(message.code), { name: 'MfaVerifyError', error: 'invalid_grant' });
  });

  test('finds the phone in the list, challenges it and verifies', async () => {
    const { mfaToken, requirements } = await pastPassword(person);
    assert.ok(requirements.challenge.some(({ type }) => type === 'phone'));
    const list = await client.mfa.listAuthenticators({ mfaToken });
    // What the browser SDK does with the two: without `type` its list comes out empty.
    const usable = list.filter(({ type }) => requirements.challenge.some((wanted) => wanted.type === type));
    phone = usable.find(({ id }) => id.startsWith('sms|'));
    assert.ok(phone?.active, JSON.stringify(list));
    assert.ok(usable.some(({ id }) => id === phone.id.replace('sms|', 'voice|')));

    const { result, message } = await messageFrom(person.phone, () =>
      client.mfa.challengeAuthenticator({ challengeType: 'oob', mfaToken, authenticatorId: phone.id }),
    );
    assert.deepEqual([result.challengeType, result.bindingMethod], ['oob', 'prompt']);
    tokens = await client.mfa.verify({ factorType: 'oob', mfaToken, oobCode: result.oobCode, bindingCode: message.code });
    assert.equal(tokens.claims.email, person.email);
  });

  test('refreshes, reads userinfo and revokes', async () => {
    const refreshed = await client.getTokenByRefreshToken({ refreshToken: tokens.refreshToken });
    const info = await client.getUserInfo({ accessToken: refreshed.accessToken, expectedSubject: tokens.claims.sub });
    assert.equal(info.email, person.email);
    await client.revokeToken({ token: refreshed.refreshToken, tokenTypeHint: 'refresh_token' });
    await refused(client.getTokenByRefreshToken({ refreshToken: refreshed.refreshToken }), { error: 'invalid_grant', status: 403 });
  });

  test('a second phone is refused with the words that the SDK shows', async () => {
    const { mfaToken } = await pastPassword(person);
    await refused(enroll(mfaToken, newPerson().phone), { name: 'MfaEnrollmentError', message: 'User is already enrolled.' });
  });

  test('the recovery code signs in once and brings its successor', async () => {
    const recover = async (code) =>
      client.mfa.verify({ factorType: 'recovery-code', mfaToken: (await pastPassword(person)).mfaToken, recoveryCode: code });
    const recovered = await recover(recoveryCode);
    assert.match(recovered.recoveryCode, /^[A-Z0-9]{24}$/);
    await refused(recover(recoveryCode), { name: 'MfaVerifyError', message: 'MFA Authorization rejected.' });
    assert.ok((await recover(recovered.recoveryCode)).accessToken);
  });

  test('removes the phone with an access token for the MFA API, not with an mfa_token', async () => {
    const { mfaToken } = await pastPassword(person, mfaAudience);
    const { result, message } = await messageFrom(person.phone, () => client.mfa.challengeAuthenticator({ challengeType: 'oob', mfaToken }));
    const { accessToken } = await client.mfa.verify({ factorType: 'oob', mfaToken, oobCode: result.oobCode, bindingCode: message.code });

    const remove = (token) => client.mfa.deleteAuthenticator({ authenticatorId: phone.id, mfaToken: token });
    await refused(remove((await pastPassword(person)).mfaToken), { name: 'MfaDeleteAuthenticatorError', status: 401 });
    await remove(accessToken);
    const left = await client.mfa.listAuthenticators({ mfaToken: accessToken });
    assert.equal(left.some(({ type }) => type === 'phone'), false, JSON.stringify(left));
  });
});

describe('auth0-auth-js: a phone bound by a call', () => {
  const person = newPerson();

  before(() => signUp(person));

  test('is called, types the code, and is through', async () => {
    const { mfaToken } = await pastPassword(person, { realm: connection });
    const { result, message } = await messageFrom(person.phone, () => enroll(mfaToken, person.phone, 'voice'));
    assert.deepEqual([result.oobChannel, message.channel], ['voice', 'voice']);
    const tokens = await client.mfa.verify({ factorType: 'oob', mfaToken, oobCode: result.oobCode, bindingCode: message.code });
    assert.equal(tokens.claims.email, person.email);
  });
});

describe('auth0-auth-js: client credentials', () => {
  test('bring a token for the Management API', async () => {
    const machine = new AuthClient({ domain, ...management });
    const { accessToken } = await machine.getTokenByClientCredentials({ audience: `${issuer}api/v2/` });
    assert.equal(accessToken.split('.').length, 3);
  });

  test('a wrong secret is refused in words that the SDK can read', async () => {
    const stranger = new AuthClient({ domain, ...management, clientSecret: 'wrong' });
    const asked = stranger.getTokenByClientCredentials({ audience: `${issuer}api/v2/` });
    await refused(asked, { error: 'access_denied', description: 'Unauthorized', status: 401 });
  });
});
