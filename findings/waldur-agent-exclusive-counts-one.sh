#!/usr/bin/env bash
# Waldur's agent reports what a job asked for, not what it had: a job with a node of its own counts as one core.
#
# Packages: waldur-site-agent-slurm 1.0.7 (PyPI); slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie).
# Guessed: the allocated resources times the elapsed time, as Slurm's own limits and sreport count.
# Seen:    the agent asks sacct for ReqTRES. One task with --exclusive on a node of two cores has AllocTRES cpu=2 and ReqTRES
#          cpu=1: Slurm charges the project two CPU minutes for a minute, the agent reports one. On a node of 128 cores it
#          would be one of 128. The same holds for memory: a job that gets the node's whole memory reports what it asked for.
# Matters: a project is stopped by its limit while Waldur shows most of its grant as unused. Figures from this agent and
#          from sreport are not comparable. Gatehouse does not take this agent's figures.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
install_agent "$dir" sacct

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i modify account p1 set GrpTRESMins=cpu=2 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
cat >"$dir/report.py" <<'PY'
import sys
from waldur_site_agent_slurm.client import SlurmClient

lines = SlurmClient({"cpu": {}}, slurm_bin_path=sys.argv[1]).get_usage_report(["p1"])
print(round(60 * sum(line.tres_usage["cpu"] for line in lines)))
PY
slurm_as alice "sbatch --quiet -A p1 -n 1 --exclusive --mem=10 -o /dev/null --wrap 'sleep 62'"
until [ "$(slurm sacct -nPXa --format=State)" = COMPLETED ]; do sleep 1; done
slurm sacct -nPXa --format=JobID,State,ElapsedRaw,ReqTRES,AllocTRES
elapsed=$(slurm sacct -nPXa --format=ElapsedRaw)
charged=$(slurm sacct -nPXa --format=CPUTimeRAW)
reported=$("$dir/venv/bin/python" "$dir/report.py" "$dir/bin" 2>/dev/null | tail -n 1)
# A second job finds the limit of two CPU minutes reached.
slurm_as alice "sbatch --quiet -A p1 -n 1 --mem=10 -t 1 -o /dev/null --wrap true"
until reason=$(slurm squeue -h -o %r) && [ -n "$reason" ] && [ "$reason" != None ]; do sleep 1; done
echo "CPU seconds: $charged in Slurm, $reported in the agent's report; the next job waits for $reason (limit: 120 seconds)"
[ "$reported" = "$elapsed" ] && [ "$charged" = $((2 * elapsed)) ] && [ "$reason" = AssocGrpCPUMinutesLimit ]
