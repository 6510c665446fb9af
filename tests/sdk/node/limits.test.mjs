// The limits that a user meets: ten messages, ten wrong codes, and no way around either.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { messageFrom, messagesTo, otherThan } from './support/inbox.mjs';
import { enrolled, pastPassword } from './support/journey.mjs';
import { town } from './support/people.mjs';
import { mfa } from './support/wire.mjs';

const newPerson = town('606');

// Auth0's status for these two is not documented; its words are.
function assertLimited(response, words) {
  assert.ok([400, 429].includes(response.status), response.text);
  assert.deepEqual([response.json.error, response.json.error_description], ['invalid_request', words]);
}

describe('ten messages', () => {
  const person = newPerson();

  before(() => enrolled(person)); // the first of the ten

  test('by text or by call, then no more, in a new login neither', async () => {
    const token = await pastPassword(person);
    const voice = (await mfa.list(token)).json.find(({ oob_channel: channel }) => channel === 'voice').id;
    for (let sent = 1; sent < 10; sent++) {
      const more = sent % 2 ? { authenticator_id: voice } : {};
      const { result } = await messageFrom(person.phone, () => mfa.challenge(token, more));
      assert.equal(result.status, 200, `message ${sent + 1}: ${result.text}`);
    }
    const words = 'Too many SMS sent by the user. Wait for some minutes before retrying.';
    assertLimited(await mfa.challenge(token), words);
    assertLimited(await mfa.challenge(await pastPassword(person)), words);
    assert.equal((await messagesTo(person.phone)).length, 10);
  });
});

describe('ten wrong codes', () => {
  const person = newPerson();

  before(() => enrolled(person));

  test('then not even the right one, and a new code does not help', async () => {
    const token = await pastPassword(person);
    const { result, message } = await messageFrom(person.phone, () => mfa.challenge(token));
    const verify = (code) => mfa.verify(token, result.json.oob_code, code);
    for (let tries = 1; tries <= 10; tries++) {
      const refused = await verify(otherThan(message.code));
      assert.deepEqual([refused.status, refused.json.error_description], [403, 'Invalid binding_code.'], `try ${tries}: ${refused.text}`);
    }
    const words = 'Too many failed codes. Wait for some minutes before retrying.';
    assertLimited(await verify(message.code), words);

    const later = await pastPassword(person);
    const again = await mfa.challenge(later);
    if (again.status === 200) {
      const newest = (await messagesTo(person.phone)).at(-1);
      assertLimited(await mfa.verify(later, again.json.oob_code, newest.code), words);
    } else {
      assertLimited(again, words);
    }
  });
});
