#!/usr/bin/env bash
# A limit of 0 ends running jobs within half a minute as TIMEOUT, unless AccountingStorageEnforce has `safe`.
#
# Packages: slurmctld, slurmdbd, slurmd 24.11.5 (Debian trixie), AccountingStorageEnforce=limits, then limits,safe.
# Guessed: no job starts any more, and running ones go on: a limit of 0 is how a project is stopped until it is unblocked. If
#          they ended, it would be at the calculation of priorities, each five minutes, as where a limit is used up.
# Seen:    with `limits` a running job ends within half a minute as TIMEOUT, whatever it has used. With `limits,safe` it goes on,
#          and a new one waits in both (AssocGrpCPUMinutesLimit).
# Matters: OpenPortal has no other way to stop starts than the limit, so a block ends what runs on a machine without `safe`.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null

limit() {
  slurm sacctmgr -i modify account p1 set "GrpTRESMins=cpu=$1" >/dev/null
}
# submit NAME: a job of five minutes that asks for ten.
submit() {
  slurm_as alice "sbatch --quiet -A p1 -n 1 --mem=10 -t 10 -J $1 -o /dev/null --wrap 'sleep 300'"
}
state_of() {
  slurm squeue -h -n "$1" -o '%T %r'
}
# stop_starts ENFORCE: with a job that runs and one that is submitted afterwards.
stop_starts() {
  limit 1000
  submit "running-$1"
  until [[ $(state_of "running-$1") == RUNNING* ]]; do sleep 0.5; done
  limit 0
  submit "new-$1"
  until [[ $(state_of "new-$1") == *AssocGrpCPUMinutesLimit* ]]; do sleep 0.5; done
}

stop_starts limits
until [ -z "$(state_of running-limits)" ]; do sleep 1; done
slurm scancel --name new-limits

sed -i 's/^AccountingStorageEnforce=.*/AccountingStorageEnforce=limits,safe/' "$SLURM_ROOT/etc/slurm/slurm.conf"
slurm scontrol reconfigure
stop_starts safe
sleep 90

slurm sacct -nPX -a --format=JobName,State,ElapsedRaw,Timelimit | tee "$dir/jobs"
grep -q '^running-limits|TIMEOUT|' "$dir/jobs"
[ "$(awk -F'|' '$1 == "running-limits" {print $3}' "$dir/jobs")" -lt 60 ]
grep -q '^running-safe|RUNNING|' "$dir/jobs"
