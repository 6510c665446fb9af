// npm `@auth0/auth0-auth-js` 1.16.0, unmodified: an authenticator app, from the picture that is scanned to the day it is given back.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AuthClient } from '@auth0/auth0-auth-js';
import { scanned } from './support/authenticator.mjs';
import { otherThan } from './support/inbox.mjs';
import { mfaAudience } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { app, connection, domain, issuer } from './support/server.mjs';

const client = new AuthClient({ domain, ...app });
const scope = 'openid profile email offline_access';

async function pastPassword({ email, password }, more = {}) {
  const error = await client
    .getTokenByPassword({ username: email, password, scope, ...more })
    .then(() => assert.fail('no second factor was asked for'), (thrown) => thrown);
  assert.equal(error.cause?.error, 'mfa_required', `${error.message} ${JSON.stringify(error.cause)}`);
  return { mfaToken: error.cause.mfa_token, requirements: error.cause.mfa_requirements };
}

const refused = async (call, name, message) => {
  const thrown = await call.then(() => assert.fail('was not refused'), (error) => error);
  assert.deepEqual([thrown.name, thrown.message], [name, message], JSON.stringify(thrown.cause));
};

describe('auth0-auth-js: an authenticator app', () => {
  const person = town('405')();
  const verify = (mfaToken, otp) => client.mfa.verify({ factorType: 'otp', mfaToken, otp });
  let phone, recoveryCode, totp;

  before(() => client.database.signUp({ email: person.email, password: person.password, connection }));

  test('is offered, scanned and bound by its first code', async () => {
    const { mfaToken, requirements } = await pastPassword(person);
    assert.ok(requirements.enroll.some(({ type }) => type === 'otp'));
    const enrolled = await client.mfa.enrollAuthenticator({ mfaToken, authenticatorTypes: ['otp'] });
    assert.equal(enrolled.authenticatorType, 'otp');
    phone = scanned(enrolled.barcodeUri);
    assert.deepEqual([phone.secret, phone.account], [enrolled.secret, person.email]);
    [recoveryCode] = enrolled.recoveryCodes;
    assert.match(recoveryCode, /^[A-Z0-9]{24}$/);

    const code = await phone.next();
    await refused(verify(mfaToken, otherThan(code)), 'MfaVerifyError', 'Invalid otp_code.');
    const tokens = await verify(mfaToken, code);
    assert.deepEqual([tokens.claims.iss, tokens.claims.aud, tokens.claims.email], [issuer, app.clientId, person.email]);
    await refused(verify(mfaToken, code), 'MfaVerifyError', 'Invalid otp_code.');
  });

  test('stands in the list, is challenged and signs in', async () => {
    const { mfaToken, requirements } = await pastPassword(person);
    assert.deepEqual(requirements.challenge.map(({ type }) => type), ['otp', 'recovery-code']);
    const list = await client.mfa.listAuthenticators({ mfaToken });
    totp = list.find(({ id }) => id.startsWith('totp|dev_'));
    assert.deepEqual([totp?.authenticatorType, totp?.type, totp?.active], ['otp', 'otp', true], JSON.stringify(list));
    const challenge = await client.mfa.challengeAuthenticator({ challengeType: 'otp', mfaToken, authenticatorId: totp.id });
    assert.equal(challenge.challengeType, 'otp');
    const tokens = await verify(mfaToken, await phone.next());
    assert.equal(tokens.claims.email, person.email);
  });

  test('a second one is refused with the words that the SDK shows', async () => {
    const { mfaToken } = await pastPassword(person);
    const again = client.mfa.enrollAuthenticator({ mfaToken, authenticatorTypes: ['otp'] });
    await refused(again, 'MfaEnrollmentError', 'User is already enrolled.');
  });

  test('the recovery code that came with it signs in, and the app is given back', async () => {
    const { mfaToken } = await pastPassword(person, mfaAudience);
    const { accessToken } = await client.mfa.verify({ factorType: 'recovery-code', mfaToken, recoveryCode });
    await client.mfa.deleteAuthenticator({ authenticatorId: totp.id, mfaToken: accessToken });
    assert.deepEqual(await client.mfa.listAuthenticators({ mfaToken: accessToken }), []);
    const { requirements } = await pastPassword(person);
    assert.ok(requirements.enroll.some(({ type }) => type === 'otp'));
  });
});
