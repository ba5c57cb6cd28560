#!/usr/bin/env bash
# The unused time of a reservation for one person is use of every project of that person, in sreport and nowhere else.
#
# Packages: slurmctld, slurmdbd, slurmd, slurm-client 24.11.5 (Debian trixie).
# Guessed: a reservation without jobs is nobody's use, or that of the project it was asked for.
# Seen:    a reservation of two cores for a minute for alice, who belongs to p1, p2 and p3 and runs nothing: sreport has 40 CPU
#          seconds for each of the three, and for their tree 120. Asked with -T cpu,billing,node the same rows have 0 billing
#          and 0 node. sacct has no job, and no limit counts any of it.
# Matters: figures from sreport include use that no job of the project made, of somebody who may have meant another project;
#          those from sacct don't, nor does what Slurm stops a project by. Reservations for an account are clearer.
set -euo pipefail
source "$(dirname "$0")/support/slurm-in-folder.sh"
open_slurm

slurm useradd alice
for account in p1 p2 p3; do
  slurm sacctmgr -i add account "$account" >/dev/null
  slurm sacctmgr -i add user alice account="$account" >/dev/null
done
until [ $(($(date +%s) % 3600)) -lt 3500 ]; do sleep 1; done
slurm scontrol create reservation reservationname=r1 starttime=now duration=1 users=alice nodes=ALL >/dev/null
until slurm scontrol show reservation 2>&1 | grep -q 'No reservations'; do sleep 1; done
an_hour_earlier "$dir"
report() { slurm sreport -nP cluster AccountUtilizationByUser start="$HOUR_START" end="$HOUR_END" -t seconds "$@"; }
rows=$(report format=account,login,used | sed 's/||/ /' | grep -v 'alice' | paste -sd ' ')
kinds=$(report -T cpu,billing,node format=account,login,tresname,used | sed -n 's/^p1|alice|//p' | paste -sd ' ')
jobs=$(slurm sacct -nPXa -S "$HOUR_START" | wc -l)
limits=$(slurm scontrol show assoc_mgr flags=assoc | grep -o 'UsageRaw/Norm/Efctv=[0-9.]*' | sort -u)
echo "CPU seconds in sreport: $rows; alice in p1 by kind: $kinds; jobs in sacct: $jobs; use that limits count: $limits"
[ "$rows" = 'root 120 p1 40 p2 40 p3 40' ] && [ "$kinds" = 'cpu|40 billing|0 node|0' ] && [ "$jobs" = 0 ] &&
  [ "$limits" = UsageRaw/Norm/Efctv=0.00 ]
