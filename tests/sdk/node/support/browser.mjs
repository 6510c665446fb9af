// A browser without a script: cookies, redirects, forms. It goes where a person would, by what the pages say.
import assert from 'node:assert/strict';
import { issuer } from './server.mjs';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#38': '&', '#34': '"', '#60': '<', '#62': '>' };
const unescaped = (text) => text.replace(/&(amp|lt|gt|quot|#\d+);/g, (whole, name) => entities[name] ?? whole);

export class Browser {
  cookies = new Map();

  // Follows redirects within the server; answers with the address that leads out of it, or with none.
  async visit(address, options = {}) {
    let url = new URL(address, issuer);
    for (let hops = 0; hops < 10; hops += 1) {
      if (url.origin !== new URL(issuer).origin) return url;
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { ...options, redirect: 'manual', headers: { ...options.headers, cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
        assert.match(line, /^__Host-.*; HttpOnly; SameSite=Lax; Secure$/);
        if (value) this.cookies.set(name, value);
        else this.cookies.delete(name);
      }
      if (response.status !== 303) {
        Object.assign(this, { url, status: response.status, html: await response.text() });
        return undefined;
      }
      url = new URL(response.headers.get('location'), url);
      options = {};
    }
    throw new Error('too many redirects');
  }

  get screen() {
    return this.url.pathname.replace('/u/', '');
  }

  // Sends the page's form with what is typed here.
  async submit(typed) {
    const hidden = [...this.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, unescaped(value)]));
    const body = new URLSearchParams({ ...fields, action: 'default', ...typed });
    return this.visit(this.url, { method: 'POST', body, headers: { origin: this.url.origin } });
  }
}
