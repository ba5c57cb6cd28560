#!/usr/bin/env bash
# A Waldur component that is made of two of Slurm's resources is reported twice over.
#
# Packages: waldur-site-agent-slurm 1.0.7 (PyPI); slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie).
# Guessed: the largest of the parts, or their mean: a limit of 10 that is used up is reported as 10.
# Seen:    with `target_components` cpu (factor 2) and node (factor 1), a limit of 10 node minutes becomes cpu=20,node=10 in
#          Slurm. Of a job that has the whole node of two cores for a minute, cpu/2 is one node minute and node/1 is another:
#          the agent reports the sum, two. With n parts everything is reported n times.
# Matters: Waldur shows a project at twice its limit when Slurm stops it, and bills for that. Give a component of Waldur's agent
#          one target. Gatehouse takes usage from OpenPortal's agents.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
install_agent "$dir" sacct
install_command "$dir" sacctmgr

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
cat >"$dir/report.py" <<'PY'
import sys
from waldur_site_agent_slurm.backend import SlurmBackend

component = {"node_minutes": {
    "accounting_type": "limit", "measured_unit": "node minutes", "label": "Node minutes", "unit_factor": 1,
    "target_components": {"cpu": {"factor": 2}, "node": {"factor": 1}},
}}
backend = SlurmBackend({"slurm_bin_path": sys.argv[1], "default_account": "root"}, component)
if sys.argv[2] == "limit":
    backend.set_resource_limits("p1", {"node_minutes": 10})
else:
    print(backend._get_usage_report(["p1"])["p1"]["TOTAL_ACCOUNT_USAGE"]["node_minutes"])
PY
agent() { "$dir/venv/bin/python" "$dir/report.py" "$dir/bin" "$1" 2>/dev/null | tail -n 1; }
agent limit
limit=$(slurm sacctmgr -nP show assoc account=p1 user= format=GrpTRESMins)
slurm_as alice "sbatch --quiet -A p1 -n 2 -N 1 --mem=10 -o /dev/null --wrap 'sleep 60'"
until [ "$(slurm sacct -nPXa --format=State)" = COMPLETED ]; do sleep 1; done
used=$(slurm sacct -nPXa --format=ElapsedRaw,AllocTRES)
reported=$(agent report)
echo "limit of 10 node minutes in Slurm: $limit; one job, seconds and resources: $used; node minutes reported: $reported"
[ "$limit" = 'cpu=20,node=10' ] && [[ $used =~ ^6[0-9]\|.*cpu=2,.*node=1 ]] && [ "$reported" = 2 ]
