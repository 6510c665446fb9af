// The phone factor, set by both Node SDKs; first the one request that this project began with.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { bearer, send } from '../support/wire.mjs';
import { refusal, token, versions } from './hands.mjs';

describe('the request that it all began with', () => {
  test('PUT /api/v2/guardian/factors/phone/message-types, with the one scope that it takes', async () => {
    const body = '{ "message_types": [ "sms", "voice" ] }';
    const headers = { ...bearer(await token('update:guardian_factors')), 'content-type': 'application/json', 'content-length': String(body.length) };
    const answer = await send('PUT', '/api/v2/guardian/factors/phone/message-types', { headers, body });
    assert.deepEqual([answer.status, answer.json], [200, { message_types: ['sms', 'voice'] }]);
    const refused = await send('GET', '/api/v2/guardian/factors/phone/message-types', { headers: bearer(await token('update:guardian_factors')) });
    assert.deepEqual([refused.status, refused.json.errorCode], [403, 'insufficient_scope']);
  });
});

for (const version of versions) {
  describe(`${version.name}: guardian`, () => {
    const api = version.open();

    after(async () => {
      await api.setProvider({ provider: 'phone-message-hook' });
      await api.setMessageTypes({ message_types: ['sms', 'voice'] });
      await api.setPolicies(['all-applications']);
    });

    test('lists the eight factors and switches one', async () => {
      const names = (await api.factors()).map(({ name }) => name);
      assert.deepEqual(names, ['sms', 'push-notification', 'otp', 'email', 'duo', 'webauthn-roaming', 'webauthn-platform', 'recovery-code']);
      assert.deepEqual(await api.setFactor('otp', true), { enabled: true });
      assert.deepEqual(await api.setFactor('sms', true), { enabled: true });
      assert.equal((await refusal(api.setFactor('duo', true))).status, 403);
    });

    test('chooses message types', async () => {
      for (const message_types of [['voice'], [], ['sms', 'voice']]) {
        assert.deepEqual(await api.setMessageTypes({ message_types }), { message_types });
        assert.deepEqual(await api.messageTypes(), { message_types });
      }
      const { status, code, kind } = await refusal(api.setMessageTypes({ message_types: ['fax'] }));
      assert.deepEqual([status, code, kind], [400, 'invalid_body', version.kindOf(400)]);
    });

    test('chooses the provider, and both paths lead to the same record', async () => {
      assert.deepEqual(await api.setProvider({ provider: 'twilio' }), { provider: 'twilio' });
      assert.deepEqual(await api.provider('sms'), { provider: 'twilio' });
      assert.deepEqual(await api.setProvider({ provider: 'phone-message-hook' }, 'sms'), { provider: 'phone-message-hook' });
      assert.deepEqual(await api.provider(), { provider: 'phone-message-hook' });
    });

    test('keeps a Twilio account and gives it back', async () => {
      const account = { from: '+15005550006', messaging_service_sid: null, auth_token: 'an-auth-token', sid: 'AC0123456789abcdef0123456789abcdef' };
      const kept = await api.setTwilio({ from: account.from, auth_token: account.auth_token, sid: account.sid });
      assert.deepEqual([kept.from, kept.sid], [account.from, account.sid]);
      assert.deepEqual(await api.twilio(), account);
      assert.deepEqual(await api.twilio('sms'), account);
      await api.setTwilio({ from: null, auth_token: null, sid: null, messaging_service_sid: null }, 'sms');
      assert.equal((await api.twilio()).sid ?? null, null);
    });

    test('writes templates; one that does not parse is refused', async () => {
      const templates = {
        enrollment_message: '{{code}} enrolls you with {{tenant.friendly_name}}.',
        verification_message: '{% if message_type == "voice" %}Hello. {% endif %}{{code}} is your code.',
      };
      assert.deepEqual(await api.setTemplates(templates), templates);
      assert.deepEqual(await api.templates('sms'), templates);
      const { status, kind, words } = await refusal(api.setTemplates({ ...templates, verification_message: '{% if %}' }, 'sms'));
      assert.deepEqual([status, kind], [400, version.kindOf(400)]);
      assert.match(words, /^Invalid verification_message template: /);
      assert.deepEqual(await api.templates(), templates);
    });

    test('says when a second factor is asked for', async () => {
      for (const policies of [[], ['confidence-score'], ['all-applications']]) {
        assert.deepEqual(await api.setPolicies(policies), policies);
        assert.deepEqual(await api.policies(), policies);
      }
    });

    test('finds push notifications as on a tenant that has them off', async () => {
      assert.ok(['guardian', 'sns', 'direct'].includes((await api.pushProvider()).provider));
      assert.equal(typeof (await api.sns()), 'object');
    });

    test('does not know an enrollment that is none', async () => {
      for (const ask of [api.enrollment, api.deleteEnrollment]) {
        // Version 7 has no class for it here: its own document does not know that an enrollment may be missing.
        const { status, code } = await refusal(ask('dev_0000000000000000'));
        assert.deepEqual([status, code], [404, 'enrollment_not_found']);
      }
    });
  });

  describe(`${version.name}: the phone provider and its templates under /branding`, () => {
    const api = version.open();

    after(async () => {
      for (const { id } of (await api.phoneProviders()).providers ?? []) await api.deletePhoneProvider(id);
      await api.setProvider({ provider: 'phone-message-hook' });
      await api.setMessageTypes({ message_types: ['sms', 'voice'] });
    });

    test('a provider comes and goes, and guardian sees it', async () => {
      for (const { id } of (await api.phoneProviders()).providers ?? []) await api.deletePhoneProvider(id);
      const configuration = { sid: 'AC0123456789abcdef0123456789abcdef', default_from: '+15005550006', delivery_methods: ['text', 'voice'] };
      const made = await api.createPhoneProvider({ name: 'twilio', configuration, credentials: { auth_token: 'an-auth-token' } });
      assert.match(made.id, /^pro_/);
      assert.deepEqual([made.name, made.channel, made.disabled], ['twilio', 'phone', false]);
      assert.equal(JSON.stringify(made).includes('an-auth-token'), false, 'the secret stays inside');
      assert.deepEqual((await api.phoneProvider(made.id)).configuration, made.configuration);
      assert.equal((await api.phoneProviders()).providers.length, 1);
      assert.deepEqual(await api.provider(), { provider: 'twilio' });
      await api.setMessageTypes({ message_types: ['sms'] });
      const changed = await api.updatePhoneProvider(made.id, { configuration: { ...configuration, delivery_methods: ['text'] } });
      assert.deepEqual(changed.configuration.delivery_methods, ['text']);
      await api.deletePhoneProvider(made.id);
      assert.deepEqual([(await refusal(api.phoneProvider(made.id))).status, (await api.phoneProviders()).providers.length], [404, 0]);
    });

    test('templates of each type', async () => {
      for (const { id } of (await api.phoneTemplates()).templates) if (id) await api.deletePhoneTemplate(id);
      const body = { text: '{{ code }} it is', voice: 'It is {{ pause }} {{ code }}' };
      const made = await api.createPhoneTemplate({ type: 'otp_verify', disabled: false, content: { syntax: 'liquid', body } });
      assert.match(made.id, /^tem_/);
      assert.deepEqual([made.type, made.content.body], ['otp_verify', body]);
      const again = await refusal(api.createPhoneTemplate({ type: 'otp_verify', disabled: false, content: { body } }));
      assert.deepEqual([again.status, again.kind], [409, version.kindOf(409)]);
      const changed = await api.updatePhoneTemplate(made.id, { content: { body: { ...body, text: '{{ code }}' } } });
      assert.deepEqual([changed.content.body.text, (await api.phoneTemplate(made.id)).content.body.text], ['{{ code }}', '{{ code }}']);
      await api.deletePhoneTemplate(made.id);
      assert.equal((await refusal(api.phoneTemplate(made.id))).status, 404);
    });
  });
}

