// Plain requests, for what no SDK says: each answers { status, headers, text, json }.
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { noteSecrets } from './secrets.mjs';
import { app, base, grants } from './server.mjs';

// Sends the path as it is written: `|` stays `|`.
export function send(method, path, { headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = request({ hostname, port, path, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const json = parsed(text);
        noteSecrets(json);
        resolve({ status: response.statusCode, headers: response.headers, text, json });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const lengthOf = (body) => ({ 'Content-Length': Buffer.byteLength(body) });

export function postForm(path, fields, headers = {}) {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  return send('POST', path, { headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...lengthOf(body), ...headers }, body });
}

export function postJson(path, value, headers = {}) {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return send('POST', path, { headers: { 'Content-Type': 'application/json', ...lengthOf(body), ...headers }, body });
}

export const bearer = (token) => ({ Authorization: `Bearer ${token}` });
export const basic = (id, secret) => ({
  Authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});
export const secretPost = { client_id: app.clientId, client_secret: app.clientSecret };

export const invalidToken = 'The mfa_token provided is invalid. Try getting a new token.';

// The documented answer, whole: status, error, and its words where words are given.
export function assertRefused(response, status, error, description) {
  const seen = { status: response.status, error: response.json?.error, description: response.json?.error_description };
  assert.deepEqual(seen, { status, error, description: description ?? seen.description }, response.text.slice(0, 300));
}

// The MFA API and its grants, said as the documentation says them.
export const mfa = {
  associate: (token, phone, channel = 'sms', headers = {}) =>
    postJson('/mfa/associate', { authenticator_types: ['oob'], oob_channels: [channel], phone_number: phone }, { ...bearer(token), ...headers }),
  challenge: (token, more = {}) => postJson('/mfa/challenge', { mfa_token: token, challenge_type: 'oob', ...secretPost, ...more }),
  list: (token) => send('GET', '/mfa/authenticators', { headers: bearer(token) }),
  remove: (token, id) => send('DELETE', `/mfa/authenticators/${id}`, { headers: bearer(token) }),
  verify: (token, oobCode, code) =>
    postForm('/oauth/token', { grant_type: grants.oob, mfa_token: token, oob_code: oobCode, binding_code: code, ...secretPost }),
  recover: (token, code) => postForm('/oauth/token', { grant_type: grants.recovery, mfa_token: token, recovery_code: code, ...secretPost }),
};
