// The code flow by Auth0's SDKs: they make the address, a browser goes there, they exchange what it brings back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthClient } from '@auth0/auth0-auth-js';
import { AuthenticationClient, UserInfoClient } from 'auth0';
import { Browser } from './support/browser.mjs';
import { messageFrom } from './support/inbox.mjs';
import { town } from './support/people.mjs';
import { app, domain, issuer } from './support/server.mjs';

const newPerson = town('307');
const redirect_uri = 'http://127.0.0.1:49152/callback';
const scope = 'openid profile email offline_access';
const multiFactor = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';
const authJs = () => new AuthClient({ domain, clientId: app.clientId, clientSecret: app.clientSecret, authorizationParams: { redirect_uri, scope } });

// Signs up, binds a phone by text and keeps the recovery code; answers with the way out.
async function signUp(browser, person, address) {
  await browser.visit(address);
  assert.equal(browser.screen, 'signup');
  await browser.submit({ email: person.email, password: person.password });
  assert.equal(browser.screen, 'mfa-phone-enrollment');
  const { message } = await messageFrom(person.phone, () => browser.submit({ country: 'US', phone: person.phone, channel: 'sms' }));
  assert.equal(browser.screen, 'mfa-sms-challenge');
  await browser.submit({ code: message.code });
  assert.equal(browser.screen, 'mfa-recovery-code-enrollment');
  return browser.submit({ confirmed: 'true' });
}

test('auth-js: an address, a browser, tokens; then silently, by step-up, and out', async () => {
  const [client, browser, person] = [authJs(), new Browser(), newPerson()];
  const first = await client.buildAuthorizationUrl({ authorizationParams: { screen_hint: 'signup' } });
  const out = await signUp(browser, person, first.authorizationUrl);
  assert.equal(out.searchParams.get('iss'), issuer);
  const tokens = await client.getTokenByCode(out, { codeVerifier: first.codeVerifier });
  assert.deepEqual([tokens.claims.amr, tokens.claims.acr, tokens.claims.email], [['mfa'], multiFactor, person.email]);
  assert.ok(tokens.refreshToken);

  const silent = await client.buildAuthorizationUrl({ authorizationParams: { prompt: 'none' } });
  const again = await client.getTokenByCode(await browser.visit(silent.authorizationUrl), { codeVerifier: silent.codeVerifier });
  assert.equal(again.claims.sub, tokens.claims.sub);
  assert.equal(again.claims.amr, undefined);

  const stepUp = await client.buildAuthorizationUrl({ authorizationParams: { acr_values: multiFactor } });
  await browser.visit(stepUp.authorizationUrl);
  assert.equal(browser.screen, 'mfa-phone-challenge');
  const { message: call } = await messageFrom(person.phone, () => browser.submit({ channel: 'voice' }));
  assert.equal(call.channel, 'voice');
  const stepped = await client.getTokenByCode(await browser.submit({ code: call.code }), { codeVerifier: stepUp.codeVerifier });
  assert.deepEqual(stepped.claims.amr, ['mfa']);

  const renewed = await client.getTokenByRefreshToken({ refreshToken: tokens.refreshToken });
  assert.equal(renewed.claims.amr, undefined, 'a refresh does not repeat it');
});

test('auth-js: whoever is signed out is told so, without a page', async () => {
  const client = authJs();
  const { authorizationUrl, codeVerifier } = await client.buildAuthorizationUrl({ authorizationParams: { prompt: 'none' } });
  const out = await new Browser().visit(authorizationUrl);
  assert.equal(out.searchParams.get('error'), 'login_required');
  await assert.rejects(client.getTokenByCode(out, { codeVerifier }));
});

test('auth0: the code with PKCE, who it is, and a code used twice', async () => {
  const auth0 = new AuthenticationClient({ domain, clientId: app.clientId, clientSecret: app.clientSecret });
  const [browser, person] = [new Browser(), newPerson()];
  const { authorizationUrl, codeVerifier } = await authJs().buildAuthorizationUrl({ authorizationParams: { screen_hint: 'signup' } });
  const out = await signUp(browser, person, authorizationUrl);
  const exchange = { code: out.searchParams.get('code'), redirect_uri, code_verifier: codeVerifier };
  const { data: tokens } = await auth0.oauth.authorizationCodeGrantWithPKCE(exchange);
  const { data: claims } = await new UserInfoClient({ domain }).getUserInfo(tokens.access_token);
  assert.equal(claims.email, person.email);

  const twice = (error) => error.statusCode === 403 && error.error === 'invalid_grant';
  await assert.rejects(auth0.oauth.authorizationCodeGrantWithPKCE(exchange), twice);
  await assert.rejects(auth0.oauth.refreshTokenGrant({ refresh_token: tokens.refresh_token }), twice, 'what it gave has ended');
  await assert.rejects(new UserInfoClient({ domain }).getUserInfo(tokens.access_token), (error) => error.statusCode === 401);
});
