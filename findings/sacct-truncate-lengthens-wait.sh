#!/usr/bin/env bash
# sacct --truncate makes the waiting time of a job longer when the job was running already at the start of the period.
#
# Packages: slurmctld, slurmdbd, slurmd, slurm-client 24.11.5 (Debian trixie).
# Guessed: `Planned`, the time from submission to start, is that of the job, or 0 in a period that begins after its start.
# Seen:    a job that waited a second, seen in a period that begins 20 seconds after its submission, has Planned 20.
#          --truncate puts the start of the period into Start, and Planned is Start less Eligible. So with --json (`planned`),
#          and PlannedCPURAW is that times the cores. Elapsed is right.
# Matters: in figures by day a job that ran over midnight has waited until midnight, on each of its days again: the waits and
#          expansion factors of OpenPortal's reports can come from such rows. Take a wait from the day on which the job began.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm

slurm useradd alice
slurm sacctmgr -i add account p1 >/dev/null
slurm sacctmgr -i add user alice account=p1 >/dev/null
slurm_as alice "sbatch --quiet -A p1 -n 2 --mem=10 -o /dev/null --wrap 'sleep 40'"
until [ "$(slurm sacct -nPXa --format=State)" = COMPLETED ]; do sleep 1; done
submitted=$(date -d "$(slurm sacct -nPXa --format=Submit)Z" +%s)
end=$(date -u -d "@$((submitted + 3600))" +%FT%T)
# period SECONDS: the job in a period that begins so many seconds after its submission.
period() {
  slurm sacct -nPXa --truncate -S "$(date -u -d "@$((submitted + $1))" +%FT%T)" -E "$end" --format=Planned,PlannedCPURAW,ElapsedRaw
}
json=$(slurm sacct -Xa --json --truncate -S "$(date -u -d "@$((submitted + 20))" +%FT%T)" -E "$end" |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["jobs"][0]["time"]["planned"]["number"])')
whole=$(period -60)
cut=$(period 20)
echo "planned, planned CPU seconds, elapsed: $whole; from 20 seconds after its submission: $cut (JSON: planned $json)"
[[ $whole =~ ^00:00:0[0-9]\| ]] && [[ $cut =~ ^00:00:20\|40\|[23][0-9]$ ]] && [ "$json" = 20 ]
