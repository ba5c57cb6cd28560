#!/usr/bin/env bash
# "node hours" is the unit NHR, "node-hours", "nodehours" and "NHRs" are three other units.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: a reader that folds "Node Hours", "node hour" and "nhr" folds the hyphenated and the joined spelling too.
# Seen:    those become units of their own, kept in lower case and accepted without a word; two blanks inside the
#          unit make no difference in an allocation but do in `canonicalize`. A size of -0 passes as "not negative".
# Matters: an award of "5 node-hours" is no node hours for its own portal, and at a site it meets a mapping that
#          knows NHR only. A site that folds more than the package writes back another unit than it was asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
from openportal import Allocation, Node

folded = ["5 node hours", "5 Node  Hour", "5 nhr", "5.0 NHR", "5e0 NODE HOURS"]
apart = {"5 node-hours": "5 node-hours", "5 nodehours": "5 nodehours", "5 NHRs": "5 nhrs", "5 node hr": "5 node hr"}
for text in folded:
    print(f"{text!r:18} -> {Allocation.parse(text)}")
    assert str(Allocation.parse(text)) == "5 NHR"
node = Node.construct(2, 64, 4, 512000, 1)
for text, written in apart.items():
    allocation = Allocation.parse(text)
    print(f"{text!r:18} -> {allocation} | node hours: {allocation.is_node_hours}")
    assert str(allocation) == written and not allocation.is_node_hours
    try:
        allocation.to_node_hours(node)
        raise AssertionError(f"{text} converts now")
    except OSError as error:
        assert "Cannot convert" in str(error)
assert Allocation.canonicalize("node  hours") == "node  hours" and Allocation.canonicalize("node hours") == "NHR"
print("-0 NHR ->", Allocation.parse("-0 NHR"))
assert str(Allocation.parse("-0 NHR")) == "-0 NHR"
PY
