// Imports, exports, statistics, the log and refusals, by both Node SDKs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, test } from 'node:test';
import { connection } from '../support/server.mjs';
import { pastPassword } from '../support/journey.mjs';
import { bearer, send } from '../support/wire.mjs';
import { refusal, token, versions } from './hands.mjs';

const person = (email, more = {}) => ({ email, email_verified: true, ...more });

async function finished(api, id) {
  for (let tries = 0; tries < 200; tries += 1) {
    const job = await api.job(id);
    if (['completed', 'failed'].includes(job.status)) return job;
    await sleep(50);
  }
  return assert.fail(`job ${id} does not end`);
}

async function downloaded(location) {
  const answer = await fetch(location);
  assert.equal(answer.status, 200, location);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
}

for (const version of versions) {
  describe(`${version.name}: jobs`, () => {
    const api = version.open();

    test('users are imported, with their phones, and one of them is refused', async () => {
      const { id: connectionId } = (await api.connections()).find((one) => one.name === connection);
      const mark = randomBytes(6).toString('hex');
      const users = [
        person(`a-${mark}@example.com`, { given_name: mark, mfa_factors: [{ phone: { value: '+13035550199' } }] }),
        person(`b-${mark}@example.com`, { given_name: mark }),
        person('no address at all', { given_name: mark }),
      ];
      const file = new File([JSON.stringify(users)], 'users.json', { type: 'application/json' });
      const job = await api.importUsers(file, { connection_id: connectionId, external_id: mark, upsert: true, send_completion_email: false });
      assert.deepEqual([job.type, job.external_id], ['users_import', mark]);
      const done = await finished(api, job.id);
      assert.equal(done.status, 'completed', JSON.stringify(done));
      assert.deepEqual([done.summary.inserted, done.summary.failed, done.summary.total], [2, 1, 3]);
      const errors = await api.jobErrors(job.id);
      assert.equal(errors.length, 1);
      const [imported] = await api.usersByEmail(`a-${mark}@example.com`);
      assert.deepEqual((await api.enrollments(imported.user_id)).map((one) => one.auth_method), ['sms']);
    });

    test('users are exported as lines of JSON and as CSV', async () => {
      const { id: connectionId } = (await api.connections()).find((one) => one.name === connection);
      for (const format of ['json', 'csv']) {
        const fields = [{ name: 'user_id' }, { name: 'email', export_as: 'mail' }];
        const job = await api.exportUsers({ connection_id: connectionId, format, limit: 5, fields });
        const done = await finished(api, job.id);
        assert.equal(done.status, 'completed', JSON.stringify(done));
        const lines = (await downloaded(done.location)).trim().split('\n');
        if (format === 'json') assert.deepEqual(Object.keys(JSON.parse(lines[0])).sort(), ['mail', 'user_id']);
        else assert.match(lines[0], /user_id.*mail/);
      }
    });

    test('an unknown job', async () => {
      const { status, kind } = await refusal(api.job('job_0000000000000000'));
      assert.deepEqual([status, kind], [404, version.kindOf(404)]);
    });
  });

  describe(`${version.name}: the log and statistics`, () => {
    const api = version.open();

    test('what was done is found by a search, and by its id', async () => {
      await api.setMessageTypes({ message_types: ['sms', 'voice'] });
      const found = await api.searchLogs({ q: 'type:sapi', sort: 'date:-1', per_page: 5 });
      assert.ok(found.length > 0 && found.every((one) => one.type === 'sapi'), JSON.stringify(found).slice(0, 300));
      const one = await api.log(found[0].log_id ?? found[0]._id);
      assert.deepEqual([one.log_id, one.type], [found[0].log_id, 'sapi']);
      assert.equal((await refusal(api.log('90020260101000000000000000000000000001223372036854775807'))).status, 404);
    });

    test('the log from a checkpoint on', async () => {
      const headers = bearer(await token('read:logs'));
      const first = await send('GET', '/api/v2/logs?take=3', { headers });
      assert.deepEqual([first.status, first.json.length], [200, 3], first.text);
      const last = first.json.at(-1).log_id;
      const next = await send('GET', `/api/v2/logs?from=${last}&take=3&page=0&per_page=50&include_totals=true`, { headers });
      assert.ok(Array.isArray(next.json) && next.json.length === 3, next.text);
      assert.ok(next.json.every((one) => BigInt(one.log_id) > BigInt(last)));
      assert.match(first.headers.link ?? '', /rel="next"/);
    });

    test('counts', async () => {
      const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
      const daily = await api.daily(today, today);
      assert.ok(Array.isArray(daily));
      // Version 4 hands the text through as it came.
      assert.ok(Number(await api.activeUsers()) >= 0);
    });
  });

  describe(`${version.name}: refusals`, () => {
    test('a token that is none', async () => {
      const { status, kind } = await refusal(version.open({ token: 'a.b.c' }).factors());
      assert.deepEqual([status, kind], [401, version.kindOf(401)]);
    });

    test('a token that may do something else', async () => {
      const { status, code, kind, words } = await refusal(version.open({ token: await token('read:users') }).factors());
      assert.deepEqual([status, code, kind], [403, 'insufficient_scope', version.kindOf(403)]);
      assert.equal(words, 'Insufficient scope, expected any of: read:guardian_factors');
    });

    test('too much at once', async () => {
      const api = version.open({ token: await token('read:users'), ...version.patience });
      const answers = await Promise.all(Array.from({ length: 300 }, () => refusal(api.usersByEmail('nobody@example.com'))));
      const refused = answers.find(({ status }) => status === 429);
      assert.deepEqual([refused?.code, refused?.kind], ['too_many_requests', version.kindOf(429)]);
      await sleep(3000);
    });
  });
}

test('a person signs in as before', async () => {
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  const account = { email, password: 'Correct-horse-battery-1', connection };
  await versions[0].open().createUser(account);
  assert.match(await pastPassword(account), /^Fe26/);

});
