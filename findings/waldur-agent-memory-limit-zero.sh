#!/usr/bin/env bash
# A memory limit that Waldur's agent has set reads back as 0 where Slurm shows it with a fraction.
#
# Packages: waldur-site-agent-slurm 1.0.7 (PyPI); slurm-client, slurmdbd 24.11.5 (Debian trixie).
# Guessed: what set_resource_limits was given, get_resource_limits returns.
# Seen:    sacctmgr shows 1536 MB-minutes as "mem=1.50G", also with --parsable2, and has no --noconvert; the agent reads
#          the digits before the point as bytes: 0. 1024 (1G) and 1500 (1500M) come back right. 5,000,000,000 comes back as 4.
# Matters: a site that compares the two finds half of its limits changed. Gatehouse asks its own agents, who answer in
#          seconds; a limit read from sacctmgr's text needs decimals and the units K to P.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
install_agent "$dir" sacctmgr

slurm sacctmgr -i add account p1 >/dev/null
"$dir/venv/bin/python" - "$dir/bin" <<'PY'
import subprocess
import sys
from waldur_site_agent_slurm.client import SlurmClient

client = SlurmClient({"cpu": {}, "mem": {}}, slurm_bin_path=sys.argv[1])
seen = {}
for mem in (1024, 1500, 1536, 15872, 5_000_000_000):
    client.set_resource_limits("p1", {"cpu": 600, "mem": mem})
    shown = subprocess.run(
        [sys.argv[1] + "/sacctmgr", "-nP", "show", "assoc", "account=p1", "format=grptresmins"],
        capture_output=True, text=True, check=True).stdout.strip()
    seen[mem] = client.get_resource_limits("p1")["mem"]
    print(f"set {mem}, Slurm shows {shown}, read {seen[mem]}")
assert seen == {1024: 1024, 1500: 1500, 1536: 0, 15872: 0, 5_000_000_000: 4}, seen
PY
