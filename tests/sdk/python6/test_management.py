"""PyPI `auth0-python` 6.8.0, unmodified: the Management API, resource by resource. It reads every answer into a model of its own."""

import gzip
import json
import os
import secrets
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
from auth0.management import ManagementClient
from auth0.management import errors
from auth0.management.core.api_error import ApiError

with open(os.environ["RINGFENCE_DEV_JSON"], encoding="utf-8") as file:
    DEV = json.load(file)

BASE = DEV["tls_url"].rstrip("/")
DOMAIN = urlsplit(BASE).netloc
CONNECTION = "Username-Password-Authentication"
NOBODY = "auth0|000000000000000000000000"
ONCE = {"max_retries": 0}


def token(scope):
    asked = {"grant_type": "client_credentials", "audience": f"{BASE}/api/v2/", "scope": scope, **DEV["management"]}
    return httpx.post(f"{BASE}/oauth/token", json=asked).json()["access_token"]


def account(**more):
    return {"email": f"{secrets.token_hex(6)}@example.com", "password": f"Correct-horse-{secrets.token_hex(6)}", "connection": CONNECTION, **more}


class Management(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = ManagementClient(domain=DOMAIN, **DEV["management"])
        cls.database = next(one for one in cls.api.connections.list() if one.name == CONNECTION)

    @contextmanager
    def refused(self, kind, code=None):
        with self.assertRaises(kind) as raised:
            yield
        body = raised.exception.body
        self.assertEqual(code or body.get("errorCode"), body.get("errorCode"), body)

    def test_the_request_that_it_all_began_with(self):
        api = ManagementClient(domain=DOMAIN, token=token("update:guardian_factors"))
        answer = api.guardian.factors.phone.set_message_types(message_types=["sms", "voice"])
        self.assertEqual(["sms", "voice"], answer.message_types)
        with self.refused(errors.ForbiddenError, "insufficient_scope"):
            api.guardian.factors.phone.get_message_types()

    def test_guardian(self):
        factors = self.api.guardian.factors
        self.assertEqual(8, len(factors.list()))
        self.assertTrue(factors.set("sms", enabled=True).enabled)
        for path in (factors.phone, factors.sms):
            self.assertEqual("twilio", path.set_provider(provider="twilio").provider)
            path.set_twilio_provider(from_="+15005550006", sid="AC0123456789abcdef0123456789abcdef", auth_token="an-auth-token")
            self.assertEqual("an-auth-token", path.get_twilio_provider().auth_token)
            self.assertEqual("phone-message-hook", path.set_provider(provider="phone-message-hook").provider)
            path.set_templates(enrollment_message="{{code}} enrolls you", verification_message="{{code}} is it")
            self.assertEqual("{{code}} is it", path.get_templates().verification_message)
        with self.refused(errors.BadRequestError):
            factors.phone.set_templates(enrollment_message="{% if %}", verification_message="{{code}}")
        for policies in ([], ["confidence-score"], ["all-applications"]):
            self.assertEqual(policies, self.api.guardian.policies.set(request=policies))
            self.assertEqual(policies, self.api.guardian.policies.list())
        # It has no class of its own for this 404.
        with self.refused(ApiError, "enrollment_not_found"):
            self.api.guardian.enrollments.get("dev_0000000000000000")

    def test_branding_phone(self):
        providers, templates = self.api.branding.phone.providers, self.api.branding.phone.templates
        for one in providers.list().providers or []:
            providers.delete(one.id)
        made = providers.create(
            name="twilio",
            credentials={"auth_token": "an-auth-token"},
            configuration={"sid": "AC0123456789abcdef0123456789abcdef", "default_from": "+15005550006", "delivery_methods": ["text", "voice"]},
        )
        self.assertEqual(("twilio", made.id), (made.name, providers.get(made.id).id))
        self.assertTrue(providers.update(made.id, disabled=True).disabled)
        providers.delete(made.id)
        with self.refused(errors.NotFoundError):
            providers.get(made.id)
        for one in templates.list().templates:
            if one.id:
                templates.delete(one.id)
        template = templates.create(type="otp_enroll", disabled=False, content={"syntax": "liquid", "body": {"text": "{{ code }}", "voice": "{{ code }}"}})
        self.assertEqual("{{ code }}", templates.get(template.id).content.body.text)
        templates.delete(template.id)
        self.api.guardian.factors.phone.set_provider(provider="phone-message-hook")

    def test_users(self):
        users = self.api.users
        new = account(given_name="Ada", user_metadata={"colour": "green"}, app_metadata={"plan": "gold"})
        made = users.create(**new)
        self.assertEqual({"colour": "green"}, users.get(made.user_id).user_metadata)
        self.assertEqual([made.user_id], [one.user_id for one in users.list_users_by_email(email=new["email"])])
        self.assertEqual([made.user_id], [one.user_id for one in users.list(q=f'email:"{new["email"]}"', search_engine="v3")])
        self.assertEqual({"size": 7}, users.update(made.user_id, user_metadata={"colour": None, "size": 7}).user_metadata)
        with self.refused(errors.ConflictError):
            users.create(**new)

        methods = users.authentication_methods
        method = methods.create(made.user_id, type="phone", name="Mine", phone_number="+17075550190", preferred_authentication_method="sms")
        self.assertEqual("XXXXXXXX0190", methods.get(made.user_id, method.id).phone_number)
        self.assertIn(method.id, [one.id for one in methods.list(made.user_id)])
        self.assertEqual("Yours", methods.update(made.user_id, method.id, name="Yours").name)
        self.assertEqual(["sms"], [one.auth_method for one in users.enrollments.get(made.user_id)])
        methods.set(made.user_id, request=[{"type": "phone", "phone_number": "+17075550191", "preferred_authentication_method": "voice"}])
        self.assertRegex(users.regenerate_recovery_code(made.user_id).recovery_code, r"^[A-Z0-9]{24}$")
        methods.delete_all(made.user_id)
        users.multifactor.invalidate_remember_browser(made.user_id)
        users.authenticators.delete_all(made.user_id)
        self.assertIsInstance(list(users.logs.list(made.user_id)), list)
        self.assertEqual([], self.api.user_blocks.list(made.user_id).blocked_for)
        self.assertEqual([], self.api.user_blocks.list_by_identifier(identifier=new["email"]).blocked_for)

        ticket = self.api.guardian.enrollments.create_ticket(user_id=made.user_id, send_mail=False)
        self.assertIn(ticket.ticket_id, ticket.ticket_url)
        self.assertTrue(self.api.tickets.change_password(user_id=made.user_id).ticket.startswith(BASE))
        self.assertTrue(self.api.tickets.verify_email(user_id=made.user_id).ticket.startswith(BASE))
        users.delete(made.user_id)
        with self.refused(errors.NotFoundError, "inexistent_user"):
            users.get(made.user_id)

    def test_users_page_by_page(self):
        family = f"f{secrets.token_hex(6)}"
        made = [self.api.users.create(**account(family_name=family)).user_id for _ in range(5)]
        found = [one.user_id for one in self.api.users.list(q=f"family_name:{family}", per_page=2, sort="created_at:1")]
        self.assertEqual(sorted(made), sorted(found))

    def test_clients_grants_apis_connections(self):
        client = self.api.clients.create(name=f"Machine {secrets.token_hex(4)}", app_type="non_interactive", grant_types=["client_credentials"])
        identifier = f"https://{secrets.token_hex(6)}.example/api"
        server = self.api.resource_servers.create(identifier=identifier, name="Things", scopes=[{"value": "read:things"}])
        grant = self.api.client_grants.create(client_id=client.client_id, audience=identifier, scope=["read:things"])
        self.assertIn(grant.id, [one.id for one in self.api.client_grants.list()])
        asked = {"grant_type": "client_credentials", "audience": identifier, "client_id": client.client_id, "client_secret": client.client_secret}
        self.assertEqual("read:things", httpx.post(f"{BASE}/oauth/token", json=asked).json()["scope"])
        self.assertNotEqual(client.client_secret, self.api.clients.rotate_secret(client.client_id).client_secret)
        self.assertIn(client.client_id, [one.client_id for one in self.api.clients.list()])
        self.assertIn(identifier, [one.identifier for one in self.api.resource_servers.list()])
        self.api.client_grants.delete(grant.id)
        self.api.resource_servers.delete(server.id)
        self.api.clients.delete(client.client_id)
        with self.refused(errors.NotFoundError):
            self.api.clients.get(client.client_id)

        name = f"db-{secrets.token_hex(4)}"
        database = self.api.connections.create(name=name, strategy="auth0")
        self.assertEqual(name, self.api.connections.get(database.id).name)
        self.api.connections.delete(database.id)
        self.assertEqual([], list(self.api.roles.list()))

    def test_tenant_prompts_branding(self):
        settings = self.api.tenants.settings
        before = settings.get()
        self.assertEqual("en", before.enabled_locales[0])
        self.assertEqual("https://example.com/help", settings.update(support_url="https://example.com/help").support_url)
        settings.update(support_url=before.support_url or "")
        self.assertEqual("new", self.api.prompts.get_settings().universal_login_experience)
        words = {"mfa-sms-challenge": {"title": "Is it you?"}}
        self.api.prompts.custom_text.set("mfa-sms", "fr", request=words)
        self.assertEqual(words, self.api.prompts.custom_text.get("mfa-sms", "fr"))
        self.api.prompts.custom_text.set("mfa-sms", "fr", request={})
        self.assertEqual("#17604C", self.api.branding.update(colors={"primary": "#17604C"}).colors.primary.upper())

    def finished(self, identifier):
        for _ in range(200):
            job = self.api.jobs.get(identifier)
            if job.status in ("completed", "failed"):
                return job
            time.sleep(0.05)
        return self.fail(f"job {identifier} does not end")

    def test_jobs(self):
        mark = secrets.token_hex(6)
        people = [{"email": f"{mark}@example.com", "mfa_factors": [{"phone": {"value": "+17075550192"}}]}, {"email": "nonsense"}]
        file = ("users.json", json.dumps(people).encode(), "application/json")
        job = self.api.jobs.users_imports.create(users=file, connection_id=self.database.id, upsert=True, send_completion_email=False)
        self.assertEqual("completed", self.finished(job.id).status)
        self.assertEqual(1, len(self.api.jobs.errors.get(job.id)))
        exported = self.finished(self.api.jobs.users_exports.create(connection_id=self.database.id, format="json", limit=3).id)
        content = httpx.get(exported.location).content
        content = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        self.assertTrue(all("user_id" in json.loads(line) for line in content.splitlines()))

    def test_logs_and_statistics(self):
        self.api.guardian.factors.set("sms", enabled=True)
        page = self.api.logs.list(search="type:sapi", sort="date:-1", per_page=2)
        self.assertEqual({"sapi"}, {one.type for one in page.items})
        self.assertEqual("sapi", self.api.logs.get(page.items[0].log_id).type)
        self.assertIsInstance(self.api.stats.get_daily(), list)
        self.assertIsInstance(self.api.stats.get_active_users_count(), (int, float))

    def test_refusals(self):
        with self.refused(errors.UnauthorizedError):
            ManagementClient(domain=DOMAIN, token="a.b.c").guardian.factors.list()
        with self.refused(errors.ForbiddenError, "insufficient_scope"):
            ManagementClient(domain=DOMAIN, token=token("read:users")).guardian.factors.list()
        hasty = ManagementClient(domain=DOMAIN, token=token("read:users"))

        def ask(_):
            try:
                hasty.users.list_users_by_email(email="nobody@example.com", request_options=ONCE)
            except ApiError as error:
                return error
            return None

        with ThreadPoolExecutor(16) as pool:
            refused = [error for error in pool.map(ask, range(600)) if error is not None]
        self.assertTrue(refused and all(isinstance(error, errors.TooManyRequestsError) for error in refused), refused[:3])
        self.assertEqual("too_many_requests", refused[0].body["errorCode"])
        time.sleep(3)


if __name__ == "__main__":
    unittest.main()
