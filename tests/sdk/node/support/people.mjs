// People who have never been here before, each with a phone of their own, so that no test sees another's messages.
import { randomBytes } from 'node:crypto';
import { connection } from './server.mjs';

// 555-01xx is set aside for fiction in every North American area; one area code a file keeps the files apart.
export function town(areaCode) {
  let next = 100;
  return function newPerson() {
    return {
      email: `${randomBytes(6).toString('hex')}@example.com`,
      password: `Correct-horse-${randomBytes(6).toString('hex')}`,
      connection,
      phone: `+1${areaCode}5550${next++}`,
    };
  };
}
