// Reads the inbox of the virtual carrier as a person looks at a phone: waits until the message is there.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteSecrets } from './secrets.mjs';
import { base } from './server.mjs';

export async function messagesTo(phone, query = {}) {
  const response = await fetch(`${base}/dev/messages?${new URLSearchParams({ to: phone, ...query })}`);
  assert.equal(response.status, 200);
  const messages = await response.json();
  messages.forEach(noteSecrets);
  return messages;
}

// Remembers what was there, does the thing, and returns the one message that the thing brought.
export async function messageFrom(phone, act) {
  const before = (await messagesTo(phone)).length;
  const result = await act();
  const deadline = Date.now() + 5_000;
  for (;;) {
    const fresh = (await messagesTo(phone)).slice(before);
    if (fresh.length > 0) {
      assert.equal(fresh.length, 1, 'one request brings one message');
      return { result, message: fresh[0] };
    }
    assert.ok(Date.now() < deadline, `no message arrived at ${phone}`);
    await sleep(50);
  }
}

// Six digits that are not these.
export const otherThan = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
