// The first part of many journeys: signed up, past the password, with a phone that is bound.
import assert from 'node:assert/strict';
import { messageFrom } from './inbox.mjs';
import { app, issuer } from './server.mjs';
import { assertRefused, mfa, postForm, postJson, secretPost } from './wire.mjs';

export async function signedUp(person) {
  const { phone, ...account } = person;
  const response = await postJson('/dbconnections/signup', { client_id: app.clientId, ...account });
  assert.equal(response.status, 200, response.text);
  return person;
}

// The password is right and a second factor is wanted: the mfa_token.
export async function pastPassword(person, more = {}) {
  const response = await postForm('/oauth/token', {
    grant_type: 'password',
    username: person.email,
    password: person.password,
    scope: 'openid profile email offline_access',
    ...secretPost,
    ...more,
  });
  assertRefused(response, 403, 'mfa_required');
  return response.json.mfa_token;
}

// A phone bound and confirmed; answers with the recovery code and the tokens of that first login.
export async function enrolled(person, channel = 'sms') {
  await signedUp(person);
  const token = await pastPassword(person);
  const { result: association, message } = await messageFrom(person.phone, () => mfa.associate(token, person.phone, channel));
  assert.equal(association.status, 200, association.text);
  const verified = await mfa.verify(token, association.json.oob_code, message.code);
  assert.equal(verified.status, 200, verified.text);
  return { recoveryCode: association.json.recovery_codes[0], tokens: verified.json };
}

// A whole later login by text message; answers with its tokens.
export async function loggedIn(person, more = {}) {
  const token = await pastPassword(person, more);
  const { result: challenge, message } = await messageFrom(person.phone, () => mfa.challenge(token));
  assert.equal(challenge.status, 200, challenge.text);
  const verified = await mfa.verify(token, challenge.json.oob_code, message.code);
  assert.equal(verified.status, 200, verified.text);
  return verified.json;
}

// What to ask for to get an access token for the MFA API, which changes the authenticators themselves.
export const mfaAudience = { audience: `${issuer}mfa/`, scope: 'openid enroll read:authenticators remove:authenticators' };

// Such an access token of a person with a phone: it takes a whole login.
export async function ownerToken(person, more = {}) {
  await enrolled(person);
  return (await loggedIn(person, { ...mfaAudience, ...more })).access_token;
}
