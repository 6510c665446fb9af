"""What the document cannot say, told to schemathesis; and one more check that it has not."""

import os

import schemathesis
from schemathesis import GenerationMode

FORM = "application/x-www-form-urlencoded"
OWN_CLIENT = os.environ["RINGFENCE_OWN_CLIENT"]


def is_expressible(value):
    """A form is a list of names and texts: it has no null, no empty list and no object, and a list of one is no list."""
    if not isinstance(value, dict):
        return False
    return all(isinstance(one, (str, int, float, bool)) and one != "" for one in value.values())


@schemathesis.hook
def filter_case(context, case):
    # Whoever removes the machine that asks, or its rights, gets nothing but 401 from then on.
    if OWN_CLIENT in (case.path_parameters or {}).values() and case.method in ("DELETE", "PATCH", "POST"):
        return False
    is_positive = case.meta is None or case.meta.generation.mode == GenerationMode.POSITIVE
    return not (case.media_type == FORM and is_positive and not is_expressible(case.body))


@schemathesis.check
def schema_is_the_judge(ctx, response, case):
    """What the document admits is not refused in the words with which the document refuses."""
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE or response.status_code != 400:
        return
    message = response.json().get("message", "")
    words = ("Payload validation error", "Query validation error", "Path validation error")
    assert not message.startswith(words), f"the document admits this request, and it is refused: {message}"
