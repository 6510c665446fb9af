// Clients, their grants, APIs, connections, roles, and the tenant's own settings, by both Node SDKs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { base, connection } from '../support/server.mjs';
import { refusal, versions } from './hands.mjs';

const fresh = () => randomBytes(6).toString('hex');

for (const version of versions) {
  describe(`${version.name}: clients, grants, APIs`, () => {
    const api = version.open();

    test('a client comes, changes its secret and goes', async () => {
      const made = await api.createClient({
        name: `Client ${fresh()}`,
        app_type: 'regular_web',
        callbacks: ['https://app.example/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        client_metadata: { team: 'green' },
      });
      assert.ok(made.client_id && made.client_secret);
      assert.deepEqual([made.callbacks, made.client_metadata], [['https://app.example/callback'], { team: 'green' }]);
      assert.equal((await api.client(made.client_id)).name, made.name);
      assert.ok((await api.clients()).some((one) => one.client_id === made.client_id));
      assert.equal((await api.updateClient(made.client_id, { description: 'It is mine' })).description, 'It is mine');
      assert.notEqual((await api.rotateSecret(made.client_id)).client_secret, made.client_secret);
      await api.deleteClient(made.client_id);
      const gone = await refusal(api.client(made.client_id));
      assert.deepEqual([gone.status, gone.kind], [404, version.kindOf(404)]);
    });

    test('a machine is given rights on an API, and uses them', async () => {
      const identifier = `https://${fresh()}.example/api`;
      const server = await api.createApi({ name: 'Things', identifier, scopes: [{ value: 'read:things' }, { value: 'write:things' }], token_lifetime: 600 });
      assert.equal((await refusal(api.createApi({ name: 'Again', identifier }))).status, 409);
      const machine = await api.createClient({ name: `Machine ${fresh()}`, app_type: 'non_interactive', grant_types: ['client_credentials'] });
      const grant = await api.createGrant({ client_id: machine.client_id, audience: identifier, scope: ['read:things'] });
      assert.ok((await api.grants()).some((one) => one.id === grant.id));

      const asked = { grant_type: 'client_credentials', audience: identifier, client_id: machine.client_id, client_secret: machine.client_secret };
      const tokens = async () => (await fetch(`${base}/oauth/token`, { method: 'POST', body: new URLSearchParams(asked) })).json();
      const { scope, expires_in } = await tokens();
      assert.deepEqual([scope, expires_in], ['read:things', 600]);
      await api.updateGrant(grant.id, { scope: ['read:things', 'write:things'] });
      assert.equal((await tokens()).scope, 'read:things write:things');

      assert.equal((await api.api(server.id)).identifier, identifier);
      assert.ok((await api.apis()).some((one) => one.identifier === identifier));
      assert.equal((await api.updateApi(server.id, { name: 'Other things' })).name, 'Other things');
      await api.deleteGrant(grant.id);
      assert.equal((await tokens()).error, 'access_denied');
      await api.deleteApi(server.id);
      await api.deleteClient(machine.client_id);
      assert.equal((await refusal(api.api(server.id))).status, 404);
    });

    test('connections are databases', async () => {
      const first = (await api.connections()).find((one) => one.name === connection);
      assert.equal(first.strategy, 'auth0');
      assert.equal((await api.connection(first.id)).name, connection);
      const name = `db-${fresh()}`;
      const made = await api.createConnection({ name, strategy: 'auth0' });
      assert.equal((await refusal(api.createConnection({ name, strategy: 'auth0' }))).status, 409);
      assert.equal((await api.updateConnection(made.id, { metadata: { floor: '2' } })).metadata.floor, '2');
      await api.deleteConnection(made.id);
      assert.equal((await refusal(api.connection(made.id))).status, 404);
    });

    test('there are no roles', async () => assert.deepEqual(await api.roles(), []));
  });

  describe(`${version.name}: the tenant`, () => {
    const api = version.open();

    test('its settings', async () => {
      const before = await api.tenant();
      assert.equal(before.enabled_locales[0], 'en');
      const changed = await api.updateTenant({ support_url: 'https://example.com/support', idle_session_lifetime: 24 });
      assert.deepEqual([changed.support_url, changed.idle_session_lifetime], ['https://example.com/support', 24]);
      assert.equal((await api.tenant()).friendly_name, before.friendly_name);
      await api.updateTenant({ support_url: before.support_url ?? '', idle_session_lifetime: before.idle_session_lifetime });
      const odd = await refusal(api.updateTenant({ enabled_locales: 'en' }));
      assert.deepEqual([odd.status, odd.code], [400, 'invalid_body']);
    });

    test('its prompts and their words', async () => {
      assert.equal((await api.prompts()).universal_login_experience, 'new');
      await api.updatePrompts({ identifier_first: false });
      const words = { 'mfa-sms-challenge': { title: `Prove it ${fresh()}` } };
      await api.setCustomText('mfa-sms', 'en', words);
      assert.deepEqual(await api.customText('mfa-sms', 'en'), words);
      await api.setCustomText('mfa-sms', 'en', {});
      assert.deepEqual(await api.customText('mfa-sms', 'en'), {});
    });

    test('its looks', async () => {
      const before = await api.branding();
      const changed = await api.updateBranding({ colors: { primary: '#17604C', page_background: '#E9EEE9' } });
      assert.equal(changed.colors.primary.toUpperCase(), '#17604C');
      assert.equal((await api.branding()).colors.page_background.toUpperCase(), '#E9EEE9');
      if (before.colors) await api.updateBranding({ colors: before.colors });
    });
  });
}
