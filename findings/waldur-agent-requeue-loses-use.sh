#!/usr/bin/env bash
# When a job is put back into the queue, what its first run used disappears from the report of Waldur's agent.
#
# Packages: waldur-site-agent-slurm 1.0.7 (PyPI); slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie).
# Guessed: both runs count; a report of the current month only grows.
# Seen:    the agent asks sacct without --duplicates, which shows the last run of a job only. After `scontrol requeue` the
#          user's use goes back to 0 until the second run begins. sacct --duplicates has both runs.
# Matters: the figures of a month can go down between two reports, and Slurm's own limits count what Waldur does not.
#          Gatehouse replaces a day as a whole, so a smaller figure is taken as well, never added to what was there.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm
install_agent "$dir" sacct

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
cat >"$dir/report.py" <<'PY'
import sys
from waldur_site_agent_slurm.client import SlurmClient

lines = SlurmClient({"cpu": {}}, slurm_bin_path=sys.argv[1]).get_usage_report(["p1"])
print(round(60 * sum(line.tres_usage["cpu"] for line in lines)))
PY
report() { "$dir/venv/bin/python" "$dir/report.py" "$dir/bin" | tail -n 1; }
# The agent asks for whole months in the time of the machine; Debian's default here is UTC.
slurm_as alice "sbatch --quiet -A p1 -n 1 --mem=10 --requeue -o /dev/null --wrap 'sleep 100'"
sleep 12
before=$(report)
slurm scontrol requeue 1
until [ "$(slurm sacct -nPXD -a --format=State | head -n 1)" = REQUEUED ]; do sleep 1; done
after=$(report)
both=$(slurm sacct -nPXD -a --format=ElapsedRaw | awk "{sum += \$1} END {print sum}")
echo "CPU seconds that the agent reports: $before while it runs, $after after the requeue; sacct --duplicates: $both"
[ "$before" -ge 6 ] && [ "$after" = 0 ] && [ "$both" -ge 6 ]
