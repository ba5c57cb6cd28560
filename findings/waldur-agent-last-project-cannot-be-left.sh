#!/usr/bin/env bash
# With one default account for each project, Waldur's agent cannot take a member out of the project they joined last.
#
# Packages: waldur-site-agent-slurm 1.0.7 (PyPI); slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie).
# Guessed: the member leaves, and another of their projects becomes the default account.
# Seen:    with `default_account_policy: individual` each project that a member joins becomes their default account. Slurm
#          refuses to remove the default account of somebody who has others, so `delete_association` raises BackendError, and
#          the member stays. It works for their other projects, and for their last one, which removes the user.
# Matters: a member who was removed at the desk goes on computing for the project. Gatehouse proves removals by asking the
#          machine, so the project needs attention; docs/machines.md says how to find and fix it.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
install_agent "$dir" sacctmgr

slurm useradd alice
for account in p1 p2; do slurm sacctmgr -i add account "$account" >/dev/null; done
cat >"$dir/leave.py" <<'PY'
import sys
from waldur_site_agent.backend.exceptions import BackendError
from waldur_site_agent_slurm.client import SlurmClient

client = SlurmClient({"cpu": {}}, slurm_bin_path=sys.argv[1])
for project in ("p1", "p2"):
    client.create_association("alice", project, default_account=project)
for project in ("p2", "p1"):
    try:
        client.delete_association("alice", project)
        print(f"{project}: left")
    except BackendError as error:
        print(f"{project}: refused, {'default account' in str(error)}")
PY
seen=$("$dir/venv/bin/python" "$dir/leave.py" "$dir/bin" 2>/dev/null)
echo "$seen"
left=$(slurm sacctmgr -nP show assoc user=alice format=account)
echo "accounts of alice: $left"
[ "$seen" = $'p2: refused, True\np1: left' ] && [ "$left" = p2 ]
