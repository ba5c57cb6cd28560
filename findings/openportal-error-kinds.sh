#!/usr/bin/env bash
# How a failed job says what failed: the kind beats the text, an empty text is "expired", one wrapper is taken off.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: an empty error is "unknown"; where kind and text disagree, the class in the text (which older versions rely
#          on) counts; the wrapper RuntimeError{…} is taken off as often as it was put on.
# Seen:    an empty text is of kind "expired". A text that says pending beside the kind of a rejection is raised as
#          rejected; beside a kind that is new to the reader, `error.message` is read and `result` is not. One
#          wrapper is taken off, two are not. "Class:" without a text is not the class; "Class" alone is.
# Matters: a decision in such a form reaches the awarding portal as another decision, or as a fault that it repeats
#          for ever. Kind, message and result must name the same class, and a reason must never be empty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
import json
from openportal import Job, error_from_message

def job(**changes):
    return Job.from_json(json.dumps({
        "id": "11111111-2222-4333-8444-555555555555", "created": 1767225600, "changed": 1767225600,
        "expires": 1767225720, "version": 2, "command": "site.bridge.gpu get_award p1.portal", "state": "Pending",
        "result": None, "result_type": None, **changes}))

print("errored(''):", job().errored("").error_kind, "| errored('x'):", job().errored("x").error_kind)
assert job().errored("").error_kind == "expired" and job().errored("x").error_kind == "unknown"

pending = "ManagedProjectPendingError: A reviewer decides."
expected = [(None, "ManagedProjectPendingError"),
            ({"kind": "award_rejected", "message": pending}, "ManagedProjectRejectedError"),
            ({"kind": "award_on_hold", "message": pending}, "ManagedProjectPendingError"),
            ({"kind": "award_on_hold", "message": "A reviewer decides."}, "OpenPortalOtherError")]
print("result:", pending)
for error, name in expected:
    failed = job(state="Error", result_type="Error", result=pending, **({"error": error} if error else {}))
    print(f"  error {json.dumps(error)} -> {type(failed.error).__name__}")
    assert type(failed.error).__name__ == name, error

expected = {"RuntimeError{%s}" % pending: "ManagedProjectPendingError",
            "RuntimeError{RuntimeError{%s}}" % pending: "OpenPortalOtherError",
            "ManagedProjectPendingError": "ManagedProjectPendingError",
            "ManagedProjectPendingError:": "OpenPortalOtherError",
            "ManagedProjectPendingError:no space": "OpenPortalOtherError"}
for message, name in expected.items():
    error = error_from_message(message)
    print(f"{message}\n    -> {type(error).__name__} {error.args}")
    assert type(error).__name__ == name, message
PY
