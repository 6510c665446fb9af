// Users and what they have, by both Node SDKs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { connection } from '../support/server.mjs';
import { enrolled, pastPassword } from '../support/journey.mjs';
import { town } from '../support/people.mjs';
import { refusal, versions } from './hands.mjs';

const newPerson = town('303');
const accountOf = ({ phone, ...account }) => account;

for (const version of versions) {
  describe(`${version.name}: users`, () => {
    const api = version.open();

    test('come, are found, change and go', async () => {
      const person = newPerson();
      const made = await api.createUser({
        ...accountOf(person),
        name: 'Ada Lovelace',
        user_metadata: { colour: 'green', size: 'S' },
        app_metadata: { plan: 'gold' },
        email_verified: true,
      });
      assert.match(made.user_id, /^auth0\|[0-9a-f]{24}$/);
      assert.deepEqual([made.email, made.email_verified, made.name], [person.email, true, 'Ada Lovelace']);
      assert.deepEqual(made.identities.map((identity) => [identity.connection, identity.provider]), [[connection, 'auth0']]);
      assert.equal(JSON.stringify(made).includes(person.password), false);
      assert.equal((await api.user(made.user_id)).user_metadata.colour, 'green');
      assert.deepEqual((await api.usersByEmail(person.email)).map((one) => one.user_id), [made.user_id]);

      const changed = await api.updateUser(made.user_id, { user_metadata: { size: null, shoes: 42 }, nickname: 'ada', blocked: false });
      assert.deepEqual([changed.user_metadata, changed.nickname], [{ colour: 'green', shoes: 42 }, 'ada']);
      await pastPassword(person);

      const again = await refusal(api.createUser(accountOf(person)));
      assert.deepEqual([again.status, again.kind], [409, version.kindOf(409)]);
      const odd = await refusal(api.updateUser(made.user_id, { shoe_size: 42 }));
      assert.deepEqual([odd.status, odd.code, odd.kind], [400, 'invalid_body', version.kindOf(400)]);

      await api.deleteUser(made.user_id);
      const gone = await refusal(api.user(made.user_id));
      assert.deepEqual([gone.status, gone.code, gone.kind], [404, 'inexistent_user', version.kindOf(404)]);
    });

    test('are searched, sorted and paged', async () => {
      const family = `f${randomBytes(6).toString('hex')}`;
      const people = [];
      for (const given of ['Anna', 'Berta', 'Carla']) people.push(await api.createUser({ ...accountOf(newPerson()), given_name: given, family_name: family }));
      const q = `family_name:"${family}"`;
      const found = await api.searchUsers({ q, sort: 'created_at:1' });
      assert.deepEqual(found.map((one) => one.given_name).sort(), ['Anna', 'Berta', 'Carla']);
      assert.deepEqual((await api.searchUsers({ q: `${q} AND given_name:Ber*` })).map((one) => one.given_name), ['Berta']);
      const pages = [await api.searchUsers({ q, sort: 'email:1', page: 0, per_page: 2 }), await api.searchUsers({ q, sort: 'email:1', page: 1, per_page: 2 })];
      assert.deepEqual(pages.map((page) => page.length), [2, 1]);
      assert.equal((await refusal(api.searchUsers({ q: 'email:[' }))).status, 400);
      for (const { user_id: id } of people) await api.deleteUser(id);
    });

    test('have authentication methods, numbers masked in what is read', async () => {
      const person = newPerson();
      const { user_id: id } = await api.createUser(accountOf(person));
      const made = await api.createMethod(id, { type: 'phone', name: 'Mine', phone_number: person.phone, preferred_authentication_method: 'sms' });
      assert.match(made.id, /^phone\|dev_/);
      assert.equal(made.phone_number, person.phone);
      const [listed] = (await api.methods(id)).filter((method) => method.type === 'phone');
      assert.equal(listed.phone_number, person.phone.replace(/.(?=.{4})/g, 'X'));
      assert.equal((await api.method(id, made.id)).id, made.id);
      assert.equal((await api.updateMethod(id, made.id, { name: 'Still mine' })).name, 'Still mine');
      assert.deepEqual((await api.enrollments(id)).map((one) => [one.auth_method, one.status]), [['sms', 'confirmed']]);
      assert.match((await api.regenerateRecoveryCode(id)).recovery_code, /^[A-Z0-9]{24}$/);
      const [replaced] = await api.setMethods(id, [{ type: 'phone', phone_number: newPerson().phone, preferred_authentication_method: 'voice' }]);
      assert.notEqual(replaced.id, made.id);
      assert.equal((await refusal(api.method(id, made.id))).status, 404);
      await api.deleteMethod(id, replaced.id);
      assert.deepEqual((await api.methods(id)).filter((method) => method.type === 'phone'), []);
      await api.deleteMethods(id);
      await api.invalidateRememberBrowser(id);
      await api.deleteAuthenticators(id);
      await api.deleteUser(id);
    });

    test('enrolled by themselves are seen, and what happened to them', async () => {
      const person = newPerson();
      await enrolled(person);
      const [{ user_id: id }] = await api.usersByEmail(person.email);
      const [enrollment] = (await api.enrollments(id)).filter((one) => one.auth_method === 'sms');
      assert.equal((await api.enrollment(enrollment.id)).status, 'confirmed');
      const types = (await api.userLogs(id)).map((one) => one.type);
      assert.ok(types.includes('gd_enrollment_complete') || types.includes('gd_auth_succeed'), String(types));
      assert.deepEqual(await api.blocks(id), { blocked_for: [] });
      assert.deepEqual(await api.blocksOf(person.email), { blocked_for: [] });
      await api.deleteBlocks(id);
      await api.deleteEnrollment(enrollment.id);
      assert.deepEqual((await api.enrollments(id)).filter((one) => one.auth_method === 'sms'), []);
    });

    test('get a ticket to enroll with', async () => {
      const { user_id: id } = await api.createUser(accountOf(newPerson()));
      const ticket = await api.createTicket({ user_id: id, send_mail: false });
      assert.match(ticket.ticket_url, /\/mfa\/enrollment\?ticket=/);
      assert.ok(ticket.ticket_url.includes(ticket.ticket_id));
      assert.equal((await fetch(ticket.ticket_url, { redirect: 'manual' })).status, 303);
      assert.equal((await refusal(api.createTicket({ user_id: 'auth0|000000000000000000000000' }))).status, 404);
    });

    test('get tickets for a new password and for their address', async () => {
      const { user_id: id } = await api.createUser(accountOf(newPerson()));
      for (const make of [api.passwordTicket, api.emailTicket]) {
        const { ticket } = await make({ user_id: id });
        assert.equal((await fetch(ticket, { redirect: 'manual' })).status < 400, true, ticket);
        assert.equal((await refusal(make({ user_id: 'auth0|000000000000000000000000' }))).status, 404);
      }
    });
  });
}
