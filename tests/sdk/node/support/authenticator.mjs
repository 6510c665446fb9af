// A person's authenticator app (RFC 6238): it knows a secret and the time.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { noteSecrets } from './secrets.mjs';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const period = 30_000;

function bytesOf(base32) {
  const bits = [...base32].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
}

// Scanned from the picture's text, as an app reads it.
export function scanned(uri) {
  const { protocol, host, pathname, searchParams } = new URL(uri);
  assert.deepEqual([protocol, host], ['otpauth:', 'totp']);
  const [algorithm, digits, seconds] = ['algorithm', 'digits', 'period'].map((name) => searchParams.get(name));
  assert.deepEqual([algorithm, digits, seconds], ['SHA1', '6', '30']);
  const secret = searchParams.get('secret');
  const [issuer, account] = decodeURIComponent(pathname.slice(1)).split(':');
  assert.equal(issuer, searchParams.get('issuer'));
  let last = 0;

  function codeOf(step) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const tag = createHmac('sha1', bytesOf(secret)).update(counter).digest();
    const code = String((tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
    noteSecrets({ code, secret });
    return code;
  }

  return {
    secret,
    issuer,
    account,
    // A code that was not shown before. The server takes one step ahead of its clock, so that a journey need not wait half a minute.
    async next() {
      const now = () => Math.floor(Date.now() / period);
      const step = Math.max(now(), last + 1);
      while (step > now() + 1) await sleep(500);
      last = step;
      return codeOf(step);
    },
  };
}
