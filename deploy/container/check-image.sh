#!/usr/bin/env bash
# check-image.sh DATABASE_URL: runs the commands of the image as it does, in an empty root that holds
# only what the image holds: our files and the libraries of its base. Needs root, since it mounts;
# needs no container engine. The database must be empty and reachable over TCP; it is filled, emptied and
# restored.
set -euo pipefail
# In a mount namespace of its own: whatever happens, no mount stays behind.
if [ -z "${GATEHOUSE_IMAGE_CHECK:-}" ]; then
  GATEHOUSE_IMAGE_CHECK=1 exec unshare --mount "$0" "$@"
fi
here=$(cd "$(dirname "$0")" && pwd)
database=${1:?name the URL of an empty database}
root=$(mktemp -d /tmp/gatehouse-image-XXXXXX)
chmod 755 "$root"
port=18080
service=
clean_up() {
  [ -z "$service" ] || kill -KILL "$service" 2>/dev/null || true
  umount --recursive --lazy "$root" 2>/dev/null || true
  rm -rf --one-file-system "$root"
}
trap clean_up EXIT

node "$here/assemble.mjs" "$root/app"
mkdir -p "$root"/{proc,tmp,etc,run/secrets,dev,backups}
cp /etc/resolv.conf /etc/hosts "$root/etc/"
printf '%s\n' "$database" > "$root/run/secrets/database_url"
chown 65532:65532 "$root/run/secrets/database_url"
chmod 400 "$root/run/secrets/database_url"
# As distroless/cc: the libraries that Node and the packages are linked with.
find "$root/app" \( -name '*.node' -o -path '*/bin/node' \) -print0 |
  xargs -0 ldd 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
megabytes=$(du --summarize --block-size=1M "$root" | cut -f1)
echo "The image holds $megabytes MB."
# docs/decisions/0018-where-operators-put-it.md has the size; beyond this something got in that does not belong.
if [ "$megabytes" -gt 260 ]; then echo "That is more than 260 MB."; exit 1; fi
# No build tool, package manager or shell (docs/operators.md).
unwanted=$(find "$root" \( -path '*/node_modules/*' \( -path '*/node_modules/vite' -o -path '*/node_modules/typescript*' \
  -o -path '*/node_modules/npm' -o -path '*/node_modules/@biomejs' \) -prune -print \) \
  -o -path '*/bin/*' \( -name npm -o -name npx -o -name corepack -o -name yarn -o -name sh -o -name bash \
  -o -name dash -o -name busybox \) -print)
if [ -n "$unwanted" ]; then printf 'The image must not hold:\n%s\n' "$unwanted"; exit 1; fi

# Read-only, but for /tmp, /proc and the volume of backups, as in compose.yaml and in the chart.
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs -o uid=65532,gid=65532,mode=700 tmpfs "$root/backups"
touch "$root/dev/null"
mount --bind /dev/null "$root/dev/null"
mount -o remount,ro,bind "$root"

# The words of the Containerfile, not a copy of them.
read_words() {
  sed -n "s/^$1 \(\[.*\]\)$/\1/p" "$here/Containerfile" |
    node -e 'for (const word of JSON.parse(require("node:fs").readFileSync(0))) console.log(word)'
}
mapfile -t entrypoint < <(read_words ENTRYPOINT)
mapfile -t command < <(read_words CMD)
mapfile -t health < <(read_words '  CMD')
in_image=(env -i NODE_ENV=production HOST=0.0.0.0 PORT=$port
  GATEHOUSE_INTERNAL_LISTENER=0.0.0.0:9090 DATABASE_URL_FILE=/run/secrets/database_url
  "$(command -v chroot)" --userspec=65532:65532 "$root")

"${in_image[@]}" "${entrypoint[@]}" --version
"${in_image[@]}" "${entrypoint[@]}" migrate
if "${in_image[@]}" "${health[@]}"; then echo "The health check passes without a service."; exit 1; fi
"${in_image[@]}" "${entrypoint[@]}" "${command[@]}" &
service=$!
for _ in $(seq 300); do "${in_image[@]}" "${health[@]}" 2>/dev/null && break; sleep 0.2; done
"${in_image[@]}" "${health[@]}"
curl --fail --silent --show-error "http://127.0.0.1:$port/" | grep -q '<title>Gatehouse'
curl --fail --silent --show-error "http://127.0.0.1:$port/api/schema/" > /dev/null
"${in_image[@]}" "${entrypoint[@]}" user create someone > /dev/null
"${in_image[@]}" "${entrypoint[@]}" check
if "${in_image[@]}" /app/bin/node -e 'require("node:fs").writeFileSync("/app/x", "")' 2>/dev/null; then
  echo "The root can be written."; exit 1
fi
"${in_image[@]}" "${entrypoint[@]}" backup /backups/today.tar.gz
kill -TERM "$service"
wait "$service"
service=
"${in_image[@]}" /app/bin/node --input-type=module -e '
  import { readFileSync } from "node:fs";
  import { createRequire } from "node:module";
  const pg = createRequire("/app/src/main.ts")("pg");
  const connectionString = readFileSync("/run/secrets/database_url", "utf8").trim();
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("drop schema public cascade; create schema public");
  await client.end();'
"${in_image[@]}" "${entrypoint[@]}" restore /backups/today.tar.gz
"${in_image[@]}" "${entrypoint[@]}" check
"${in_image[@]}" "${entrypoint[@]}" user reset-password someone > /dev/null
echo "Every command of the image works."
