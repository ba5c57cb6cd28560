#!/usr/bin/env bash
# A job completed with an empty list says Vec<UserIdentifier>, whatever was asked; a boolean comes back as 1.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: the result type of `get_projects` with nothing to tell is Vec<ProjectMapping>, from the instruction.
# Seen:    the type is taken from the first element, and an empty list gets Vec<UserIdentifier>. Reading a `bool`
#          result gives the integer 1 or 0, so `result is True` never holds. None, int, float and dict are refused.
# Matters: who picks a reader by `result_type` must take an empty list of any type; who writes answers should name
#          the type of the instruction, as a site that has no awards yet is the first case everybody meets.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
import json
from openportal import Job, ProjectMapping

def job(instruction):
    return Job.from_json(json.dumps({
        "id": "11111111-2222-4333-8444-555555555555", "created": 1767225600, "changed": 1767225600,
        "expires": 1767225720, "version": 2, "command": f"site.bridge.gpu {instruction}", "state": "Pending",
        "result": None, "result_type": None}))

full = job("get_projects portal").completed([ProjectMapping("p1.portal:a6a.site")])
empty = job("get_projects portal").completed([])
print("one mapping:", full.result_type, "| none:", empty.result_type, empty.result)
assert full.result_type == "Vec<ProjectMapping>"
assert empty.result_type == "Vec<UserIdentifier>" and empty.result == []

yes = job("is_blocked_user alice.p1.portal").completed(True)
print("True:", yes.result_type, repr(yes.result), "| as JSON:", json.loads(yes.to_json())["result"])
assert yes.result_type == "bool" and yes.result == 1 and yes.result is not True

for value in (None, 5, 5.5, {"a": 1}):
    try:
        job("get_projects portal").completed(value)
        raise AssertionError(f"{value!r} is taken now")
    except OSError as error:
        print(f"{value!r}: {error}")
PY
