// npm `auth0-deploy-cli` 8.44.0, unmodified: a tenant is written into a folder and read back, and the folder comes out the same again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { base, domain, management } from '../support/server.mjs';
import { bearer, send } from '../support/wire.mjs';
import { token, versions } from './hands.mjs';

const cli = new URL('../node_modules/auth0-deploy-cli/lib/index.js', import.meta.url).pathname;
const run = promisify(execFile);

// What Ringfence has; everything else is left out by name here, and asked for in the second round.
const wide = [
  'tenant', 'clients', 'clientGrants', 'resourceServers', 'connections', 'databases', 'guardianFactors', 'guardianFactorProviders',
  'guardianFactorTemplates', 'guardianPolicies', 'guardianPhoneFactorSelectedProvider', 'guardianPhoneFactorMessageTypes', 'prompts', 'branding',
  'phoneProviders', 'phoneTemplates', 'roles',
];

const settings = (more) => ({
  ...process.env,
  AUTH0_DOMAIN: domain,
  AUTH0_CLIENT_ID: management.clientId,
  AUTH0_CLIENT_SECRET: management.clientSecret,
  AUTH0_ALLOW_DELETE: 'false',
  AUTH0_API_MAX_RETRIES: '3',
  // The machine that deploys does not change itself.
  AUTH0_EXCLUDED_CLIENTS: '["Management"]',
  ...more,
});

async function deployed(words, more) {
  const { stdout, stderr } = await run(process.execPath, [cli, ...words], { env: settings(more), timeout: 240_000, maxBuffer: 1 << 26 }).catch((error) => {
    throw new Error(`a0deploy ${words[0]} failed\n${`${error.stdout}${error.stderr}`.slice(-4000)}`);
  });
  const told = `${stdout}${stderr}`;
  assert.doesNotMatch(told, /\berror:/i, told.slice(-4000));
  return told;
}

const exported = (folder, more) => deployed(['export', '--format', 'directory', '--output_folder', folder], more);
const imported = (folder, more) => deployed(['import', '--input_file', folder], more);

/** Every file of a folder with what is in it. */
async function tree(folder) {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path, 'utf8')])));
}

/** Everything that the Management API says of the tenant, as a fingerprint per address; times of change are left in on purpose. */
async function state() {
  const headers = bearer(await token());
  const addresses = ['tenants/settings', 'clients', 'client-grants', 'resource-servers', 'connections', 'guardian/factors', 'guardian/policies',
    'guardian/factors/phone/templates', 'guardian/factors/phone/message-types', 'guardian/factors/phone/selected-provider', 'prompts', 'branding',
    'branding/phone/providers', 'branding/phone/templates', 'prompts/mfa-sms/custom-text/en'];
  const found = {};
  for (const address of addresses) {
    const answer = await send('GET', `/api/v2/${address}`, { headers });
    assert.equal(answer.status, 200, `${address}: ${answer.text}`);
    found[address] = createHash('sha256').update(JSON.stringify(withoutTimes(answer.json))).digest('hex');
  }
  return found;
}

/** `updated_at` may move when the same is written again. */
function withoutTimes(value) {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'updated_at').map(([name, inner]) => [name, withoutTimes(inner)]));
}

const rounds = [
  ['what Ringfence has', { AUTH0_INCLUDED_ONLY: JSON.stringify(wide) }],
  ['a whole tenant', {}],
];

describe('auth0-deploy-cli 8.44.0', () => {
  const api = versions[0].open();
  const undo = [];
  let home;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'ringfence-deploy-'));
    // The tool reads its 35 prompts once for each language, eight in a second.
    const { enabled_locales: locales } = await api.tenant();
    await api.updateTenant({ enabled_locales: ['en'] });
    undo.push(() => api.updateTenant({ enabled_locales: locales }));
    // Something of each kind to carry.
    const application = await api.createClient({
      name: 'Deployed application', app_type: 'regular_web', callbacks: ['https://app.example/callback'], allowed_logout_urls: ['https://app.example'],
      grant_types: ['authorization_code', 'refresh_token'], client_metadata: { team: 'green' },
    });
    const server = await api.createApi({ name: 'Deployed API', identifier: 'https://deployed.example/api', scopes: [{ value: 'read:things', description: 'Read' }] });
    const machine = await api.createClient({ name: 'Deployed machine', app_type: 'non_interactive', grant_types: ['client_credentials'] });
    await api.createGrant({ client_id: machine.client_id, audience: server.identifier, scope: ['read:things'] });
    const database = await api.createConnection({ name: 'deployed-database', strategy: 'auth0' });
    await api.setTemplates({ enrollment_message: '{{code}} enrolls you with {{tenant.friendly_name}}', verification_message: '{{code}} is your code' });
    await api.setCustomText('mfa-sms', 'en', { 'mfa-sms-challenge': { title: 'Is it you?' } });
    await api.updateBranding({ colors: { primary: '#17604C', page_background: '#E9EEE9' } });
    undo.push(() => api.deleteClient(application.client_id), () => api.deleteClient(machine.client_id), () => api.deleteApi(server.id));
    undo.push(() => api.deleteConnection(database.id), () => api.setCustomText('mfa-sms', 'en', {}));
  });

  after(async () => {
    for (const one of undo) await one();
    await rm(home, { recursive: true });
  });

  for (const [name, more] of rounds) {
    test(`${name}: export, import and export give the same tree; a second import changes nothing`, { timeout: 600_000 }, async () => {
      const folder = (word) => join(home, `${name.replaceAll(' ', '-')}-${word}`);
      await exported(folder('first'), more);
      const first = await tree(folder('first'));
      assert.ok(Object.keys(first).some((path) => path.startsWith('clients/')), Object.keys(first).join(', '));
      assert.deepEqual(JSON.parse(first['guardian/phoneFactorMessageTypes.json']), { message_types: ['sms', 'voice'] });

      // The tool writes placeholders for secrets, which are to be filled in before they are read back.
      await cp(folder('first'), folder('read'), { recursive: true });
      await rm(join(folder('read'), 'phone-providers'), { recursive: true, force: true });
      await rm(join(folder('read'), 'phone-providers.json'), { force: true });
      const before = await state();
      await imported(folder('read'), more);
      const once = await state();
      await exported(folder('second'), more);
      assert.deepEqual(await tree(folder('second')), first);
      await imported(folder('read'), more);
      const twice = await state();
      assert.deepEqual(twice, once);
      assert.deepEqual(once, before);
    });
  }

  test('the machine still has its rights', async () => {
    assert.equal((await send('GET', '/api/v2/clients', { headers: bearer(await token()) })).status, 200, base);
  });
});
