"""PyPI `auth0-python` 4.13.0, unmodified: the Management API, resource by resource. It always asks for pages, and sends nulls."""

import gzip
import io
import json
import os
import secrets
import time
import unittest
from contextlib import contextmanager
from urllib.parse import urlsplit

import requests
from auth0.authentication import GetToken
from auth0.exceptions import Auth0Error, RateLimitError
from auth0.management import Auth0
from auth0.management.prompts import Prompts
from auth0.rest import RestClientOptions

with open(os.environ["RINGFENCE_DEV_JSON"], encoding="utf-8") as file:
    DEV = json.load(file)

BASE = DEV["tls_url"].rstrip("/")
DOMAIN = urlsplit(BASE).netloc
CONNECTION = "Username-Password-Authentication"
NOBODY = "auth0|000000000000000000000000"
HOOK = {"provider": "phone-message-hook"}


def token(scope=None):
    asked = {"grant_type": "client_credentials", "audience": f"{BASE}/api/v2/", "scope": scope, **DEV["management"]}
    return requests.post(f"{BASE}/oauth/token", json=asked, timeout=5).json()["access_token"]


def account(**more):
    return {"email": f"{secrets.token_hex(6)}@example.com", "password": f"Correct-horse-{secrets.token_hex(6)}", "connection": CONNECTION, **more}


class Management(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        machine = GetToken(DOMAIN, DEV["management"]["client_id"], DEV["management"]["client_secret"])
        cls.token = machine.client_credentials(f"{BASE}/api/v2/")["access_token"]
        cls.api = Auth0(DOMAIN, cls.token)
        cls.database = next(one for one in cls.api.connections.all() if one["name"] == CONNECTION)

    @contextmanager
    def refused(self, status, code=None):
        with self.assertRaises(Auth0Error) as raised:
            yield
        error = raised.exception
        self.assertEqual((status, code or error.error_code), (error.status_code, error.error_code), error.message)

    def test_the_request_that_it_all_began_with(self):
        answer = requests.put(
            f"{BASE}/api/v2/guardian/factors/phone/message-types",
            json={"message_types": ["sms", "voice"]},
            headers={"Authorization": f"Bearer {token('update:guardian_factors')}"},
            timeout=5,
        )
        self.assertEqual((200, {"message_types": ["sms", "voice"]}), (answer.status_code, answer.json()))

    def test_guardian(self):
        guardian = self.api.guardian
        self.assertEqual(8, len(guardian.all_factors()))
        self.assertEqual({"enabled": True}, guardian.update_factor("sms", {"enabled": True}))
        templates = {"enrollment_message": "{{code}} enrolls you", "verification_message": "{{code}} is it"}
        self.assertEqual(templates, guardian.update_templates(templates))
        self.assertEqual(templates, guardian.get_templates())
        with self.refused(400):
            guardian.update_templates({**templates, "enrollment_message": "{% if %}"})
        twilio = {"from": "+15005550006", "sid": "AC0123456789abcdef0123456789abcdef", "auth_token": "an-auth-token", "messaging_service_sid": None}
        guardian.update_factor_providers("sms", "twilio", twilio)
        self.assertEqual(twilio, guardian.get_factor_providers("sms", "twilio"))
        self.assertEqual(twilio, guardian.get_factor_providers("phone", "twilio"))
        guardian.update_factor_providers("phone", "twilio", dict.fromkeys(twilio))
        with self.refused(404, "enrollment_not_found"):
            guardian.get_enrollment("dev_0000000000000000")
        with self.refused(404):
            guardian.create_enrollment_ticket({"user_id": NOBODY})

    def test_users(self):
        users = self.api.users
        new = account(given_name="Ada", user_metadata={"colour": "green"}, app_metadata={"plan": "gold"})
        made = users.create(new)
        self.assertRegex(made["user_id"], r"^auth0\|[0-9a-f]{24}$")
        identifier = made["user_id"]
        self.assertEqual("green", users.get(identifier)["user_metadata"]["colour"])
        self.assertEqual([identifier], [one["user_id"] for one in self.api.users_by_email.search_users_by_email(new["email"])])
        found = users.list(q=f'email:"{new["email"]}"', search_engine="v3")
        self.assertEqual((0, 25, 1, 1), (found["start"], found["limit"], found["length"], found["total"]))
        changed = users.update(identifier, {"user_metadata": {"colour": None, "size": 7}})
        self.assertEqual({"size": 7}, changed["user_metadata"])
        with self.refused(409):
            users.create(new)
        with self.refused(400, "invalid_body"):
            users.update(identifier, {"shoe_size": 42})

        phone = {"type": "phone", "name": "Mine", "phone_number": "+17075550190", "preferred_authentication_method": "sms"}
        method = users.create_authentication_method(identifier, phone)
        self.assertEqual("+17075550190", method["phone_number"])
        listed = users.get_authentication_methods(identifier)
        self.assertIn("XXXXXXXX0190", [one.get("phone_number") for one in listed])
        self.assertEqual("Yours", users.update_authentication_method_by_id(identifier, method["id"], {"name": "Yours"})["name"])
        self.assertEqual(["sms"], [one["auth_method"] for one in users.get_guardian_enrollments(identifier)])
        users.delete_authentication_method_by_id(identifier, method["id"])
        with self.refused(404):
            users.get_authentication_method_by_id(identifier, method["id"])
        users.update_authentication_methods(identifier, [{"type": "phone", "phone_number": "+17075550191", "preferred_authentication_method": "voice"}])
        self.assertRegex(users.regenerate_recovery_code(identifier)["recovery_code"], r"^[A-Z0-9]{24}$")
        users.delete_authentication_methods(identifier)
        users.invalidate_remembered_browsers(identifier)
        users.delete_authenticators(identifier)
        self.assertIn("gd_enrollment_complete", [one["type"] for one in users.get_log_events(identifier)])
        self.assertEqual({"blocked_for": []}, self.api.user_blocks.get(identifier))
        self.assertEqual({"blocked_for": []}, self.api.user_blocks.get_by_identifier(new["email"]))
        self.api.user_blocks.unblock(identifier)

        ticket = self.api.guardian.create_enrollment_ticket({"user_id": identifier, "send_mail": False})
        self.assertIn(ticket["ticket_id"], ticket["ticket_url"])
        self.assertTrue(self.api.tickets.create_pswd_change({"user_id": identifier})["ticket"].startswith(BASE))
        self.assertTrue(self.api.tickets.create_email_verification({"user_id": identifier})["ticket"].startswith(BASE))
        users.delete(identifier)
        with self.refused(404, "inexistent_user"):
            users.get(identifier)

    def test_clients_grants_apis_connections(self):
        client = self.api.clients.create({"name": f"Machine {secrets.token_hex(4)}", "app_type": "non_interactive", "grant_types": ["client_credentials"]})
        identifier = f"https://{secrets.token_hex(6)}.example/api"
        server = self.api.resource_servers.create({"identifier": identifier, "name": "Things", "scopes": [{"value": "read:things"}]})
        grant = self.api.client_grants.create({"client_id": client["client_id"], "audience": identifier, "scope": ["read:things"]})
        self.assertIn(grant["id"], [one["id"] for one in self.api.client_grants.all(client_id=client["client_id"])])
        tokens = GetToken(DOMAIN, client["client_id"], client["client_secret"]).client_credentials(identifier)
        self.assertEqual("Bearer", tokens["token_type"])
        self.assertNotEqual(client["client_secret"], self.api.clients.rotate_secret(client["client_id"])["client_secret"])
        self.assertEqual("It is", self.api.clients.update(client["client_id"], {"description": "It is"})["description"])
        self.api.client_grants.update(grant["id"], {"scope": []})
        self.api.client_grants.delete(grant["id"])
        self.assertIn(identifier, [one["identifier"] for one in self.api.resource_servers.get_all()])
        self.api.resource_servers.delete(server["id"])
        self.api.clients.delete(client["client_id"])
        with self.refused(404):
            self.api.clients.get(client["client_id"])

        name = f"db-{secrets.token_hex(4)}"
        database = self.api.connections.create({"name": name, "strategy": "auth0"})
        self.assertEqual(name, self.api.connections.get(database["id"])["name"])
        self.api.connections.delete(database["id"])
        self.assertEqual([], self.api.roles.list()["roles"])

    def test_tenant_prompts_branding(self):
        tenants, prompts = self.api.tenants, Prompts(DOMAIN, self.token)
        before = tenants.get()
        self.assertEqual("en", before["enabled_locales"][0])
        self.assertEqual("https://example.com/help", tenants.update({"support_url": "https://example.com/help"})["support_url"])
        tenants.update({"support_url": before.get("support_url") or ""})
        self.assertEqual("new", prompts.get()["universal_login_experience"])
        words = {"mfa-sms-challenge": {"title": "Is it you?"}}
        prompts.update_custom_text("mfa-sms", "de", words)
        self.assertEqual(words, prompts.get_custom_text("mfa-sms", "de"))
        prompts.update_custom_text("mfa-sms", "de", {})
        self.api.branding.update({"colors": {"primary": "#17604C"}})
        self.assertEqual("#17604C", self.api.branding.get()["colors"]["primary"].upper())

    def finished(self, identifier):
        for _ in range(200):
            job = self.api.jobs.get(identifier)
            if job["status"] in ("completed", "failed"):
                return job
            time.sleep(0.05)
        return self.fail(f"job {identifier} does not end")

    def test_jobs(self):
        mark = secrets.token_hex(6)
        people = [{"email": f"{mark}@example.com", "mfa_factors": [{"phone": {"value": "+17075550192"}}]}, {"email": "nonsense"}]
        job = self.api.jobs.import_users(self.database["id"], io.BytesIO(json.dumps(people).encode()), upsert=True, send_completion_email=False)
        done = self.finished(job["id"])
        self.assertEqual((1, 1), (done["summary"]["inserted"], done["summary"]["failed"]), done)
        self.assertEqual(1, len(self.api.jobs.get_failed_job(job["id"])))
        exported = self.finished(self.api.jobs.export_users({"connection_id": self.database["id"], "format": "json", "limit": 3})["id"])
        content = requests.get(exported["location"], timeout=5).content
        content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        self.assertTrue(all("user_id" in json.loads(line) for line in content.splitlines()))

    def test_logs_and_statistics(self):
        self.api.guardian.update_factor("sms", {"enabled": True})
        page = self.api.logs.search(q="type:sapi", sort="date:-1", per_page=2)
        self.assertEqual({"sapi"}, {one["type"] for one in page["logs"]})
        self.assertEqual("sapi", self.api.logs.get(page["logs"][0]["log_id"])["type"])
        # A checkpoint wins over the page that this client always asks for as well.
        first = self.api.logs.search(take=2, include_totals=False)
        after = self.api.logs.search(take=2, from_param=first[-1]["log_id"])
        self.assertEqual(2, len(after))
        self.assertTrue(all(int(one["log_id"]) > int(first[-1]["log_id"]) for one in after))
        self.assertIsInstance(self.api.stats.daily_stats(), list)
        self.assertIsInstance(self.api.stats.active_users(), int)

    def test_refusals(self):
        with self.refused(401):
            Auth0(DOMAIN, "a.b.c").guardian.all_factors()
        with self.refused(403, "insufficient_scope"):
            Auth0(DOMAIN, token("read:users")).guardian.all_factors()
        hasty = Auth0(DOMAIN, token("read:tenant_settings"), RestClientOptions(retries=0))
        with self.assertRaises(RateLimitError) as raised:
            for _ in range(2000):
                hasty.tenants.get()
        self.assertEqual((429, "too_many_requests"), (raised.exception.status_code, raised.exception.error_code))
        time.sleep(3)


if __name__ == "__main__":
    unittest.main()
