// The server under test, as `ringfence dev` describes it in its dev.json. Trust in its CA comes by NODE_EXTRA_CA_CERTS.
import { readFileSync } from 'node:fs';

const dev = JSON.parse(readFileSync(process.env.RINGFENCE_DEV_JSON, 'utf8'));

export const base = dev.tls_url.replace(/\/$/, '');
export const domain = new URL(base).host;
export const issuer = `${base}/`;
export const app = { clientId: dev.app.client_id, clientSecret: dev.app.client_secret };
export const management = { clientId: dev.management.client_id, clientSecret: dev.management.client_secret };
export const connection = 'Username-Password-Authentication';

export const grants = {
  realm: 'http://auth0.com/oauth/grant-type/password-realm',
  oob: 'http://auth0.com/oauth/grant-type/mfa-oob',
  recovery: 'http://auth0.com/oauth/grant-type/mfa-recovery-code',
};
