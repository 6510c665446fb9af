"""What the document cannot say, told to schemathesis; and one more check, on what the document does say."""

import os
import re

import schemathesis
from schemathesis import GenerationMode

FORM = "application/x-www-form-urlencoded"
# The machine that asks, and its rights: whoever takes them away gets nothing but refusals from then on.
OWN = set(os.environ["RINGFENCE_OWN"].split())
# A client's own library takes these out of an address before it is sent.
UNSENDABLE = {".", "..", ""}


def is_form(value):
    """A form is a list of names and texts: it has no null, no empty list and no object, a list of one is no list, and a name is a name."""
    if not isinstance(value, dict):
        return False
    return all(re.fullmatch(r"\w+", name) and isinstance(one, (str, int, float, bool)) and one != "" for name, one in value.items())


def is_positive(case):
    return case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE


@schemathesis.hook
def filter_case(context, case):
    ids = {str(value) for value in (case.path_parameters or {}).values()}
    if ids & OWN and case.method != "GET":
        return False
    if ids & UNSENDABLE:
        return False
    return not (case.media_type == FORM and is_positive(case) and not is_form(case.body))


@schemathesis.check
def schema_is_the_judge(ctx, response, case):
    """What the document admits is not refused in the words with which the document refuses."""
    if case.meta is None or not is_positive(case) or response.status_code != 400:
        return
    message = response.json().get("message", "")
    words = ("Payload validation error", "Query validation error", "Path validation error")
    assert not message.startswith(words), f"the document admits this request, and it is refused: {message}"
