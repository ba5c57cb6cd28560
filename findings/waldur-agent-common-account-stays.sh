#!/usr/bin/env bash
# The default account that Waldur's agent gives to members is one that they belong to, and still do when they have left.
#
# Packages: waldur-site-agent-slurm 1.0.7 (PyPI); slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie).
# Guessed: `DefaultAccount=common` names an account and gives no right to it, or is refused for somebody who is not in it.
# Seen:    `sacctmgr add user alice account=p1 DefaultAccount=common`, which the agent sends with its usual policy `common`, adds
#          two associations: with p1 and with the common account. Leaving p1 removes the first only.
# Matters: jobs without an account count for the common one, not for a project, so a project's figures say less than was used,
#          and somebody without any project is still a user of the machine. docs/machines.md: give that account a limit of its own.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
install_agent "$dir" sacctmgr

slurm useradd alice
for account in common p1; do slurm sacctmgr -i add account "$account" >/dev/null; done
cat >"$dir/member.py" <<'PY'
import sys
from waldur_site_agent_slurm.client import SlurmClient

client = SlurmClient({"cpu": {}}, slurm_bin_path=sys.argv[1])
if sys.argv[2] == "join":
    client.create_association("alice", "p1", default_account="common")
else:
    client.delete_association("alice", "p1")
PY
member() { "$dir/venv/bin/python" "$dir/member.py" "$dir/bin" "$1" 2>/dev/null; }
accounts() { slurm sacctmgr -nP show assoc user=alice format=account | sort | paste -sd ' '; }
member join
joined=$(accounts)
member leave
echo "accounts of alice: $joined; after she left p1: $(accounts)"
[ "$joined" = 'common p1' ] && [ "$(accounts)" = common ]
