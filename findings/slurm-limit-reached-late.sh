#!/usr/bin/env bash
# That a project's minutes are used up is noticed once in PriorityCalcPeriod; then its running jobs end as TIMEOUT.
#
# Packages: slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie), priority/multifactor, AccountingStorageEnforce=limits.
# Guessed: a running job is ended within half a minute of the limit, as CANCELLED, or runs to its end.
# Seen:    jobs with a time limit of ten minutes in a project of one minute end as TIMEOUT with an elapsed time far below
#          their limit, only at the next calculation of priorities. By default that is each five minutes: two jobs used five
#          minutes of one. Here it is each minute. Only the log of slurmctld names the limit.
# Matters: use goes beyond the limit by up to five minutes of everything that runs, so a figure above the grant is no
#          fault, and a job that ends as TIMEOUT may mean that the award is used up (docs/machines.md).
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm 'PriorityCalcPeriod=1'

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
slurm sacctmgr -i modify account p1 set GrpTRESMins=billing=1 >/dev/null
for job in 1 2; do
  slurm_as alice "sbatch --quiet -A p1 -n 1 --mem=10 -t 10 -J job$job -o /dev/null --wrap 'sleep 400'"
done
until [ -z "$(slurm squeue -h -t running,pending)" ]; do sleep 5; done
slurm sacct -nPX -a --format=JobName,State,ElapsedRaw,Timelimit | tee "$dir/jobs"
grep 'at or exceeds' "$dir/slurmctld.log"
used=$(awk -F'|' '{sum += $3} END {print sum}' "$dir/jobs")
echo "used: $used of 60 seconds"
[ "$(grep -c TIMEOUT "$dir/jobs")" = 2 ] && [ "$used" -gt 75 ]
