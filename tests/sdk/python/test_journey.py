"""PyPI `auth0-python` 4.13.0, unmodified: from sign-up to the day the phone is given back. It speaks JSON with nulls."""

import unittest
from contextlib import contextmanager

from auth0.authentication import Database, GetToken, RevokeToken, Users
from auth0.authentication.token_verifier import AsymmetricSignatureVerifier, TokenVerifier
from auth0.exceptions import Auth0Error

from journey import APP, BASE, CONNECTION, DOMAIN, ISSUER, MANAGEMENT, Mfa, Person, other_than

SCOPE = "openid profile email offline_access"


class Journey(unittest.TestCase):
    def setUp(self):
        self.get_token = GetToken(DOMAIN, APP["client_id"], APP["client_secret"])
        self.person = Person()
        self.sign_up(self.person)

    def sign_up(self, person):
        user = Database(DOMAIN, APP["client_id"]).signup(email=person.email, password=person.password, connection=CONNECTION)
        self.assertRegex(user["_id"], r"^[0-9a-f]{24}$")
        self.assertEqual((person.email, False), (user["email"], user["email_verified"]))

    def login(self, **more):
        arguments = {"username": self.person.email, "password": self.person.password, "scope": SCOPE, "realm": CONNECTION}
        return self.get_token.login(**(arguments | more))

    def past_password(self, **more):
        with self.refused(403, "mfa_required", "Multifactor authentication required") as seen:
            self.login(**more)
        return Mfa(seen["error"].content["mfa_token"])

    @contextmanager
    def refused(self, status, code, message=None):
        seen = {}
        with self.assertRaises(Auth0Error) as raised:
            yield seen
        seen["error"] = error = raised.exception
        self.assertEqual((status, code, message or error.message), (error.status_code, error.error_code, error.message))

    def enroll(self, channel="sms", **more):
        """Binds the phone; answers with the recovery code and the tokens."""
        mfa = self.past_password(**more)
        association, message = self.person.message_from(lambda: mfa.associate(self.person.phone, channel))
        self.assertEqual(("oob", "prompt", channel), tuple(association[key] for key in ("authenticator_type", "binding_method", "oob_channel")))
        self.assertEqual(channel, message["channel"])
        return association["recovery_codes"][0], mfa.verify(association["oob_code"], message["code"])

    def second_factor(self, authenticator=None, **more):
        mfa = self.past_password(**more)
        challenge, message = self.person.message_from(lambda: mfa.challenge(authenticator))
        return mfa, challenge, message

    def assert_valid_id_token(self, tokens):
        """The SDK's own judgement: signature, issuer, audience, times."""
        verifier = TokenVerifier(AsymmetricSignatureVerifier(f"{BASE}/.well-known/jwks.json"), issuer=ISSUER, audience=APP["client_id"])
        self.assertEqual(self.person.email, verifier.verify(tokens["id_token"])["email"])

    def test_a_wrong_password_and_an_unknown_user_are_told_the_same(self):
        with self.refused(403, "invalid_grant", "Wrong email or password."):
            self.login(password="not-my-password-1")
        with self.refused(403, "invalid_grant", "Wrong email or password."):
            self.login(username="nobody@example.com")

    def test_a_phone_bound_by_text_message(self):
        _, tokens = self.enroll()
        self.assert_valid_id_token(tokens)
        self.assertEqual(self.person.email, Users(DOMAIN).userinfo(tokens["access_token"])["email"])

        mfa, challenge, message = self.second_factor()
        with self.refused(403, "invalid_grant", "Invalid binding_code."):
            mfa.verify(challenge["oob_code"], other_than(message["code"]))
        self.assert_valid_id_token(mfa.verify(challenge["oob_code"], message["code"]))
        with self.refused(403, "invalid_grant"):
            mfa.verify(challenge["oob_code"], message["code"])

    def test_a_phone_bound_by_a_call_and_challenged_by_either(self):
        self.enroll("voice")
        listed = {entry["id"].split("|")[0]: entry["id"] for entry in self.past_password().list()}
        self.assertEqual({"sms", "voice", "recovery-code"}, set(listed))
        self.assertEqual(listed["sms"].split("|")[1], listed["voice"].split("|")[1])
        for channel in ("sms", "voice"):
            mfa, challenge, message = self.second_factor(listed[channel])
            self.assertEqual(channel, message["channel"])
            self.assert_valid_id_token(mfa.verify(challenge["oob_code"], message["code"]))

    def test_the_recovery_code_signs_in_once_and_brings_its_successor(self):
        recovery_code, _ = self.enroll()
        recovered = self.past_password().recover(recovery_code)
        self.assertRegex(recovered["recovery_code"], r"^[A-Z0-9]{24}$")
        with self.refused(403, "invalid_grant", "MFA Authorization rejected."):
            self.past_password().recover(recovery_code)
        self.assert_valid_id_token(self.past_password().recover(recovered["recovery_code"]))

    def test_a_second_phone_needs_the_first(self):
        self.enroll()
        with self.assertRaises(Auth0Error) as raised:
            self.past_password().associate(Person().phone)
        self.assertEqual("User is already enrolled.", raised.exception.message)

    def test_gives_the_phone_back(self):
        self.enroll()
        audience = {"audience": f"{ISSUER}mfa/", "scope": "openid enroll read:authenticators remove:authenticators"}
        mfa, challenge, message = self.second_factor(**audience)
        owner = Mfa(mfa.verify(challenge["oob_code"], message["code"])["access_token"])
        phone = next(entry["id"] for entry in owner.list() if entry.get("oob_channel") == "sms")
        owner.remove(phone)
        self.assertEqual([], [entry["id"] for entry in owner.list() if entry.get("oob_channel")])

    def test_refresh_tokens_rotate_and_are_revoked(self):
        _, tokens = self.enroll()
        fresh = self.get_token.refresh_token(tokens["refresh_token"])
        self.assertNotEqual(tokens["refresh_token"], fresh["refresh_token"])
        self.assert_valid_id_token(fresh)
        RevokeToken(DOMAIN, APP["client_id"], APP["client_secret"]).revoke_refresh_token(fresh["refresh_token"])
        with self.refused(403, "invalid_grant"):
            self.get_token.refresh_token(fresh["refresh_token"])

    def test_client_credentials_bring_a_token_for_the_management_api(self):
        machine = GetToken(DOMAIN, MANAGEMENT["client_id"], MANAGEMENT["client_secret"])
        tokens = machine.client_credentials(f"{ISSUER}api/v2/")
        self.assertEqual(("Bearer", 86400), (tokens["token_type"], tokens["expires_in"]))
        with self.refused(401, "access_denied", "Unauthorized"):
            GetToken(DOMAIN, MANAGEMENT["client_id"], "wrong").client_credentials(f"{ISSUER}api/v2/")


if __name__ == "__main__":
    unittest.main()
