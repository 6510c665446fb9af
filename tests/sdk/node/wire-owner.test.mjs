// Access tokens for the MFA API, with which people look after their own phones; and the inbox that a developer looks into.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { messageFrom, messagesTo } from './support/inbox.mjs';
import { enrolled, mfaAudience, ownerToken, signedUp } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { assertRefused, invalidToken, mfa, postForm, secretPost, send } from './support/wire.mjs';

const newPerson = town('515');

describe('access tokens for the MFA API', () => {
  const smsOf = async (token) => (await mfa.list(token)).json.find((entry) => entry.oob_channel === 'sms');

  for (const [name, write] of [['a raw |', (id) => id], ['%7C', (id) => id.replace('|', '%7C')], ['%7c', (id) => id.replace('|', '%7c')]]) {
    test(`remove an authenticator whose id is written with ${name}`, async () => {
      const token = await ownerToken(newPerson());
      const removed = await mfa.remove(token, write((await smsOf(token)).id));
      assert.deepEqual([removed.status, removed.text], [204, '']);
      assert.equal(await smsOf(token), undefined);
    });
  }

  test('find neither what is not there nor what is another user’s', async () => {
    const [token, others] = [await ownerToken(newPerson()), await ownerToken(newPerson())];
    const theirs = await smsOf(others);
    for (const id of ['sms%7Cdev_0000000000000000', 'nonsense', encodeURIComponent(theirs.id)]) {
      assert.equal((await mfa.remove(token, id)).status, 404, id);
    }
    assert.deepEqual(await smsOf(others), theirs);
  });

  test('may do what their scopes say', async () => {
    const token = await ownerToken(newPerson(), { scope: 'openid read:authenticators' });
    assertRefused(await mfa.remove(token, encodeURIComponent((await smsOf(token)).id)), 403, 'insufficient_scope');
    assertRefused(await mfa.associate(token, newPerson().phone), 403, 'insufficient_scope');
  });

  test('are another thing than ordinary access tokens', async () => {
    const person = newPerson();
    const { tokens } = await enrolled(person);
    assertRefused(await mfa.list(tokens.access_token), 401, 'invalid_grant', invalidToken);
  });

  test('come without a second factor while there is none, and enroll the first and a second phone', async () => {
    const person = newPerson();
    await signedUp(person);
    const password = { grant_type: 'password', username: person.email, password: person.password, ...secretPost, ...mfaAudience };
    const { json: tokens } = await postForm('/oauth/token', password);
    assert.equal(typeof tokens.access_token, 'string', JSON.stringify(tokens).slice(0, 300));
    for (const phone of [person.phone, newPerson().phone]) {
      const { result, message } = await messageFrom(phone, () => mfa.associate(tokens.access_token, phone));
      assert.equal(result.status, 200, result.text);
      const confirmed = await mfa.verify(tokens.access_token, result.json.oob_code, message.code);
      assert.equal(confirmed.status, 200, confirmed.text);
    }
    const phones = (await mfa.list(tokens.access_token)).json.filter((entry) => entry.oob_channel === 'sms' && entry.active);
    assert.equal(phones.length, 2);
    assertRefused(await postForm('/oauth/token', password), 403, 'mfa_required');
  });
});

describe('the inbox', () => {
  test('filters, and is emptied when asked', async () => {
    const person = newPerson();
    await enrolled(person, 'voice');
    const [call] = await messagesTo(person.phone);
    for (const field of ['id', 'tenant', 'to', 'channel', 'body', 'code', 'action', 'status', 'created_at']) assert.ok(call[field], field);
    assert.equal((await messagesTo(person.phone, { channel: 'sms' })).length, 0);
    assert.equal((await messagesTo(person.phone, { channel: 'voice' })).length, 1);
    const emptied = await send('DELETE', '/dev/messages');
    assert.ok([200, 204].includes(emptied.status), emptied.text);
    assert.deepEqual(await messagesTo(person.phone), []);
  });
});
