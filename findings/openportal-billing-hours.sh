#!/usr/bin/env bash
# Converting to billing hours and back loses the node's billing factor: 10 node hours come back as 0.1.
#
# Package: openportal 0.94.0 (PyPI).
# Guessed: each `from_X_hours` undoes its `to_X_hours`.
# Seen:    GPU, core, CPU and GB hours come back as the "10 NHR" they began as. `from_billing_hours` divides by the
#          billing factor like the others but labels the quotient BHR, so the next conversion divides again.
# Matters: credits that are worked out from billing units with this package are wrong by the billing weight of a node.
#          A desk should convert exactly once, with a factor that it states itself.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check openportal==0.94.0

"$dir/venv/bin/python" - <<'PY'
from openportal import Allocation, Node

node = Node.construct(2, 64, 4, 512000, 100)  # CPUs, cores per CPU, GPUs, memory in MB, billing weight
award = Allocation.parse("10 NHR")
for unit in ("gpu", "core", "cpu", "gb", "billing"):
    usage = getattr(award, f"to_{unit}_hours")(node)
    back = getattr(Allocation, f"from_{unit}_hours")(usage, node)
    hours = back.to_node_hours(node).hours
    print(f"10 NHR -> {usage.hours:g} {unit} hours -> {back} -> {hours:g} node hours")
    if unit == "billing":
        assert usage.hours == 1000 and str(back) == "10 BHR" and abs(hours - 0.1) < 1e-9
    else:
        assert str(back) == "10 NHR" and hours == 10
PY
