// Notes every secret that a journey meets, so that ./test can look for them in the server's log.
import { appendFileSync } from 'node:fs';

const file = process.env.RINGFENCE_SECRETS_SEEN;
const fields = ['mfa_token', 'oob_code', 'recovery_code', 'access_token', 'refresh_token', 'id_token', 'secret', 'code', 'to'];

export function noteSecrets(answer) {
  if (!file || typeof answer !== 'object' || answer === null) return;
  const secrets = [...fields.map((field) => answer[field]), answer.to?.slice(1), ...(answer.recovery_codes ?? [])];
  for (const secret of secrets) if (typeof secret === 'string') appendFileSync(file, `${secret}\n`);
}
