/* What runs each shell command of the documents: a test, or nothing, with the reason. */

/** The test of a command: its file and a part of its title. */
export type NamedTest = readonly [file: string, title: string];

export type Decision = NamedTest | { onPaper: string };

const readme: NamedTest = ['test/docs/run-documents.test.ts', 'README: a first award'];
const bridge: NamedTest = ['test/docs/run-documents.test.ts', 'README: an award through'];
const release: NamedTest = ['test/docs/run-documents.test.ts', 'releasing: '];
const launcher: NamedTest = ['test/bin/launcher.test.ts', 'npm start: after'];
const drill: NamedTest = ['test/backup/drill.test.ts', 'awards, decisions and members'];
const encrypted: NamedTest = ['test/backup/drill.test.ts', 'the service writes backups'];
const rotation: NamedTest = ['test/commands/recovery.test.ts', 'rotate-secrets makes'];
const maintenance: NamedTest = ['test/maintenance/maintenance.test.ts', 'every change is answered'];
const waldur: NamedTest = ['test/import-waldur/import-waldur.test.ts', 'reports a dry run'];
const check: NamedTest = ['test/service/integrity-rules.test.ts', '`check` prints a line for each'];
const erasure: NamedTest = ['test/privacy/erase-person.test.ts', 'the command line exports'];
const erasedEmail: NamedTest = [
  'test/privacy/erase-email.test.ts',
  'is exported and erased by email',
];
const fault: NamedTest = ['test/chaos/run-chaos.test.ts', 'every kind of fault happens'];
const invite: NamedTest = [
  'test/bridge/invite-file.test.ts',
  'a file that the group can read is a warn',
];
const assembly: NamedTest = ['test/deploy/deploy.test.ts', 'holds a service that runs'];

const unitFiles: NamedTest = ['test/docs/install-commands.test.ts', 'on a machine: the unit'];
const composeFiles: NamedTest = ['test/docs/install-commands.test.ts', 'with Compose: the secrets'];

const bridgeProgram = {
  onPaper: 'op-bridge is not on this machine; the stand-in has its interface',
};
const agents = {
  onPaper: 'agents of OpenPortal are not on this machine; run by hand with 0.32.2 on 2026-11-28',
};
const systemd = { onPaper: 'it needs systemd as the first process, which no test has' };
const compose = { onPaper: 'it needs a container engine; compose-go read the file' };
const kubernetes = {
  onPaper: 'it needs a cluster; a test renders the chart where helm is installed',
};
const longRun = { onPaper: 'it takes minutes; docs/releasing.md has it run before each release' };

/** Blocks that a test runs as they are printed: the page, words in the block, the test. */
export const blockDecisions: readonly (readonly [page: string, words: string, test: NamedTest])[] =
  [
    ['README.md', 'UKRI access', readme],
    ['README.md', 'npx gatehouse answer docs/examples/create-p1.json\n# … "state":"Error"', readme],
    ['README.md', '/approve/', readme],
    ['README.md', 'user create nightly', readme],
    ['README.md', '$bridge/offerings', bridge],
    ['docs/integrators.md', 'tickets.example.org', readme],
  ];

/** The other commands: by page, then by the command or, where it ends in `…`, its beginning. */
export const commandDecisions: Readonly<Record<string, Readonly<Record<string, Decision>>>> = {
  'README.md': {
    'npm start': launcher,
    'npm test': { onPaper: 'it runs this test' },
    'export GATEHOUSE_DATA_DIR=./data-first-award': launcher,
    'GATEHOUSE_ADMIN_TOKEN=try-me-0123456789 npm start': readme,
    'op-bridge init …': bridgeProgram,
    'op-bridge bridge …': bridgeProgram,
    'chmod 600 /path/to/invite.toml': invite,
    'OPENPORTAL_CONFIG=/path/to/invite.toml npm start': bridge,
    'npm run bridge': bridge,
    'OPENPORTAL_CONFIG=/tmp/stand-in-of-a-bridge/invite.toml …': bridge,
    'npm run chaos': fault,
    'npm run chaos -- --minutes 10 --seed 42': fault,
    'npm run chaos:machines': ['test/chaos/machine-chaos.test.ts', 'agents that die and lie'],
    'npm run chaos:mail': ['test/chaos/mail-chaos.test.ts', 'every mail and message arrives'],
    'npm run chaos:bridge': ['test/bridge/faults-and-restarts.test.ts', 'through faults, kills'],
    'npm run requests': ['test/http/generated-requests.test.ts', 'generated requests'],
  },
  'docs/operators.md': {
    'node deploy/container/assemble.mjs /opt/gatehouse': assembly,
    'cp deploy/systemd/gatehouse.service …': unitFiles,
    'install -D -m 644 deploy/systemd/gatehouse.…': [
      'test/deploy/systemd.test.ts',
      'makes the account and the folders',
    ],
    'install -m 600 /dev/stdin /etc/gatehouse/secrets/…': unitFiles,
    'install -m 600 /path/to/invite.toml …': unitFiles,
    'install -D -m 644 deploy/systemd/bridge.conf …': unitFiles,
    'systemctl …': systemd,
    'journalctl …': systemd,
    'set -a; . /etc/gatehouse/gatehouse.env': assembly,
    'DATABASE_URL_FILE=/etc/gatehouse/secrets/database_url …': assembly,
    'mkdir -m 700 secrets && openssl …': composeFiles,
    'printf …': composeFiles,
    'chown 65532:65532 …': composeFiles,
    'GATEHOUSE_HOST=desk.example.org docker compose up …': compose,
    'install -m 400 -o 65532 …': composeFiles,
    'export COMPOSE_FILE=…': compose,
    'docker compose …': compose,
    'kubectl …': kubernetes,
    'helm …': kubernetes,
    'npx gatehouse backup /backups/today.tar.gz': drill,
    'npx gatehouse backup /backups/before-upgrade.tar.gz': drill,
    'npx gatehouse create-backup-key gatehouse-backup.key': encrypted,
    'GATEHOUSE_BACKUP_RECIPIENTS=age1… npx gatehouse backup /backups/today.tar.gz.age': encrypted,
    'GATEHOUSE_DATA_DIR=./restored npx gatehouse restore /backups/today.tar.gz': drill,
    'GATEHOUSE_DATA_DIR=./restored npx gatehouse restore /backups/today.tar.gz.age --key-file gatehouse-backup.key':
      encrypted,
    'GATEHOUSE_DATA_DIR=./restored npm start': drill,
    'export GATEHOUSE_WALDUR_TOKEN=…': waldur,
    'npx gatehouse import-waldur https://waldur.example.org --dry-run': waldur,
    'npx gatehouse import-waldur https://waldur.example.org': waldur,
    'npx gatehouse check': check,
    'npx gatehouse user reset-password ada': [
      'test/commands/recovery.test.ts',
      'user reset-password prints',
    ],
    'npx gatehouse user make-staff ada': [
      'test/commands/recovery.test.ts',
      'user make-staff makes',
    ],
    'npx gatehouse token revoke ada': ['test/commands/recovery.test.ts', 'token revoke takes'],
    'npx gatehouse session end --all': ['test/commands/recovery.test.ts', 'session end takes'],
    'npx gatehouse rotate-secrets': rotation,
    'npx gatehouse rotate-secrets --mail-links': rotation,
    'npx gatehouse rotate-secrets --old-invite old.toml': rotation,
    'npx gatehouse rotate-secrets --secret-key': [
      'test/commands/recovery.test.ts',
      'rotate-secrets --secret-key seals',
    ],
    "npx gatehouse maintenance on --message 'Until 14:00: the database moves.'": maintenance,
    "npx gatehouse maintenance on --message 'An upgrade; back at 14:00.'": maintenance,
    'npx gatehouse maintenance status': maintenance,
    'npx gatehouse maintenance off': maintenance,
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 …': [
      'test/service/tracing.test.ts',
      'has a span for each request',
    ],
    'npm run rolling-upgrade': longRun,
  },
  'docs/machines.md': {
    'op-portal …': agents,
    'op-provider …': agents,
    'op-clusters …': agents,
    'op-cluster …': agents,
    'op-localaccount …': agents,
    'op-filesystem …': agents,
    'op-slurm …': agents,
  },
  'docs/releasing.md': {
    'npm run test:all': longRun,
    'npm run deploy:check': {
      onPaper: 'it needs Go and the network; docs/releasing.md has it run before each release',
    },
    'npm run rolling-upgrade': longRun,
    'npm run postgres-versions': longRun,
    'npm run collector': {
      onPaper: 'it needs Go; docs/releasing.md has it run before each release',
    },
    'npm run ha': ['test/chaos/ha.test.ts', 'no acknowledged decision is lost'],
    'npm run chaos': fault,
    'npm run chaos:mail': ['test/chaos/mail-chaos.test.ts', 'every mail and message arrives'],
    'npm run chaos:machines': ['test/chaos/machine-chaos.test.ts', 'agents that die and lie'],
    'npm run chaos:restarts': ['test/chaos/restarts.test.ts', 'restarting each of two replicas'],
    'npm version --no-git-tag-version 0.2.0': release,
    'npm run image:check -- postgres://gatehouse@127.0.0.1/empty': {
      onPaper: 'it mounts, which needs root; docs/releasing.md has it run before each release',
    },
    "git commit --all --message 'Release 0.2.0'": release,
    "git tag --sign v0.2.0 --message 'Gatehouse 0.2.0'": release,
    'git verify-tag v0.2.0': release,
    'git archive …': release,
    'npm sbom …': release,
    'sha256sum …': release,
    'gpg --detach-sign --armor SHA256SUMS': release,
  },
  'docs/privacy.md': {
    'npx gatehouse user export ada > ada.json': erasure,
    'npx gatehouse user erase ada --yes': erasure,
    'npx gatehouse user export --email guest@example.org > guest.json': erasedEmail,
    'npx gatehouse user erase --email guest@example.org --yes': erasedEmail,
  },
  'docs/integrators.md': {
    'WEBHOOK_SECRET=whsec_… PORT=8080 node docs/examples/webhook-receiver.mjs': [
      'test/webhooks/delivery.test.ts',
      'the receiver of the guide takes',
    ],
    'curl -X POST …': ['test/webhooks/delivery.test.ts', 'a test message arrives'],
    'curl -H …': ['test/webhooks/delivery.test.ts', 'are sent again with the ids'],
  },
  'docs/export.md': {
    'npx gatehouse export ./2026-11': ['test/export/export.test.ts', 'the command writes more'],
  },
};
