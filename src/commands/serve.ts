/* The command `serve`: starts the service and everything that runs beside it. */

import { setAnnouncementChannel } from '../announcements/announcement.ts';
import { recordSettingChanges } from '../admin-audit/record-setting-changes.ts';
import type { BridgeConnection } from '../bridge/bridge-connection.ts';
import { type Invite, readInvite } from '../bridge/invite-file.ts';
import { migrateToLatest } from '../database/migrator.ts';
import type { PeriodicTask } from '../scheduling/periodic-task.ts';
import { projectPageUrl, projectUrl } from '../http/resource-urls.ts';
import type { App } from '../http/app-context.ts';
import { MachineTasks } from '../machines/machine-tasks.ts';
import { UsageCollector } from '../usage-collection/usage-collector.ts';
import { readMailConfig } from '../mail/mail-config.ts';
import { createEmbargoTimer } from '../managed-projects/embargo-timer.ts';
import { createBridgeChannel } from '../outbox/channels/bridge-channel.ts';
import { OutboxDelivery } from '../outbox/outbox-loops.ts';
import { createServer } from '../server.ts';
import {
  createFirstAccount,
  describeIgnoredSettings,
  printFirstAccount,
} from '../service/first-account.ts';
import { SystemdNotifier } from '../service/notify-systemd.ts';
import { ProcessGuard } from '../service/process-guard.ts';
import { openWorkPools } from '../service/database-pools.ts';
import { InternalListener } from '../http/internal-listener.ts';
import { drainServer } from '../http/drain-server.ts';
import { Shutdown } from '../http/shutdown.ts';
import { type OpenDatabase, openDatabase } from '../service/open-database.ts';
import { type LocalPortal, resolvePortalName } from '../service/portal-name.ts';
import { version } from '../config/version.ts';
import { describeSettings, type Settings } from '../config/settings.ts';
import { describeProviders, readProviders } from '../sign-on/provider-config.ts';
import {
  logErrorsTo,
  pauseInMaintenance,
  createMaintenanceWatch,
  startRoleExpiry,
} from './background-tasks.ts';
import {
  createAnnouncementChannels,
  createAnnouncementTasks,
  describeChannels,
} from './announcement-delivery.ts';
import { createScheduledBackups } from './scheduled-backups.ts';
import { createPurgeTask } from './purge-task.ts';
import { startTracing } from '../tracing/start-tracing.ts';
import { StartError } from '../errors/start-error.ts';
import { openWebhooks } from '../webhooks/open-webhooks.ts';

const clock = (): Date => new Date();

/**
 * Serves until SIGINT, SIGTERM or another cause of ProcessGuard, then finishes the open requests,
 * stops an embedded database and returns. Throws StartError if it cannot start.
 */
export async function serve(settings: Settings, options: { demo: boolean }): Promise<void> {
  const guard = new ProcessGuard({
    drainSeconds: settings.shutdownDelaySeconds + settings.drainSeconds,
  });
  const configuredInvite = readConfiguredInvite(settings);
  const providers = readProviders(settings.signOnConfig);
  const mail = readMailConfig(settings);
  await checkBackupRecipients(settings);
  const tracing = await startTracing(process.env, version);
  const database = await openDatabase(settings, (line) => console.log(line));
  const pools = openWorkPools(database.openDatabase);
  const say = (line: string): void => console.log(line);
  const demo = options.demo
    ? new (await import('./serve-demo.ts')).Demo({ db: database.db, clock, settings, say })
    : null;
  try {
    await database.claimService();
    await migrateToLatest(database.db);
    let log: App['log'] | null = null;
    const createErrorLog = logErrorsTo(() => log);
    const maintenance = await createMaintenanceWatch(
      database.db,
      createErrorLog('whether there is maintenance could not be read'),
    );
    const portal = { name: await resolvePortalName(database.db, settings.portal) };
    const lines = [...describeSettings(process.env), ...describeProviders(providers)];
    await recordSettingChanges(database.db, lines, clock().toISOString());
    const invite = configuredInvite ?? (await demo?.openBridge(portal.name)) ?? null;
    const isPaused = (): boolean => maintenance.current !== null;
    const bridgeDatabase = { db: pools.jobs, openPool: database.openPool };
    const bridge =
      invite && (await createBridge(bridgeDatabase, settings, { invite, portal, isPaused }));
    await bridge?.tryLearnPortalName();
    const firstAccount = await createFirstAccount(database.db, settings, clock().toISOString());
    printFirstAccount(firstAccount);
    if (firstAccount === null)
      for (const line of describeIgnoredSettings(settings)) console.log(line);
    const webhooks = openWebhooks({ db: pools.jobs, clock, settings });
    await setAnnouncementChannel(database.db, 'mail', mail !== null);
    for (const line of await describeChannels(database.db, mail, webhooks)) console.log(line);
    const announcing = { db: pools.jobs, clock, mail, webhooks, bridge };
    const channels = [
      ...(bridge === null ? [] : [createBridgeChannel(bridge)]),
      ...createAnnouncementChannels(announcing, settings.publicUrl),
    ].map((channel) => pauseInMaintenance(channel, maintenance));
    const outbox = new OutboxDelivery({ db: pools.jobs, clock, channels });
    const shutdown = new Shutdown();
    const { internalListener: internalAddress } = settings;
    const backups = await createScheduledBackups(database, settings, clock, () => log);
    const internalListener = internalAddress && new InternalListener(internalAddress);
    const server = await createServer({
      db: database.db,
      searchDb: pools.searches,
      clock,
      portal: () => portal.name,
      bridge,
      outbox,
      publicUrl: settings.publicUrl,
      timeZone: settings.timeZone,
      allowedHosts: [...(settings.allowedHosts ?? []), settings.host.toLowerCase()],
      maintenance: () => maintenance.current,
      shutdown,
      internalListener,
      metricsToken: settings.metricsToken,
      backups,
      access: settings,
      maxAwardBytes: settings.maxAwardBytes,
      mail,
      providers,
      webhooks: webhooks.setup,
      log: { level: settings.logLevel },
    });
    ({ log } = server);
    guard.logTo(log);
    const roleExpiry = startRoleExpiry(pools.jobs, createErrorLog);
    const machines = new MachineTasks({
      db: pools.jobs,
      clock,
      portal: () => portal.name,
      bridge: bridge && { client: bridge.client, isReady: () => !isPaused() && bridge.isReady() },
      onError: createErrorLog('the work on machines failed'),
    });
    const usageCollector =
      bridge &&
      new UsageCollector({
        db: pools.jobs,
        client: bridge.client,
        clock,
        portal: () => portal.name,
        usagePersonDays: settings.usagePersonDays,
        isReady: () => !isPaused() && bridge.isReady(),
        onError: createErrorLog('figures could not be collected'),
      });
    const announcementTasks = createAnnouncementTasks(announcing, createErrorLog);
    const onError = createErrorLog('systemd could not be told about the service');
    const systemd = new SystemdNotifier({ env: process.env, onError });
    const purgeTask = createPurgeTask({
      db: pools.jobs,
      clock,
      settings,
      onError: createErrorLog('old rows could not be deleted'),
    });
    let embargoTimer: PeriodicTask | null = null;
    try {
      await bridge?.open();
      const address = await listen(
        () => server.listen({ host: settings.host, port: settings.port }),
        settings,
      );
      const internalUrl =
        internalListener && (await listen(() => internalListener.listen(), internalAddress));
      const base = settings.publicUrl ?? address;
      await demo?.addData(portal.name, base, bridge !== null);
      await bridge?.start({
        log: server.log,
        maxAwardBytes: settings.maxAwardBytes,
        ...createProjectUrls(base, settings.publicUrl),
      });
      embargoTimer = createEmbargoTimer({
        db: pools.jobs,
        clock,
        baseUrl: base,
        onError: createErrorLog('an embargo could not be ended'),
      });
      maintenance.start();
      embargoTimer.start();
      machines.start();
      usageCollector?.start();
      for (const task of announcementTasks) task.start();
      purgeTask.start();
      backups?.start();
      outbox.start((channel, error) =>
        server.log.error({ err: error, channel }, 'the outbox could not be delivered'),
      );
      console.log(`Gatehouse is ready at ${base} (API page: ${base}/api/docs/)`);
      if (internalUrl !== null) console.log(`Metrics, health and signals: ${internalUrl}`);
      await systemd.notifyReady();
      await guard.stopped;
      void systemd.notifyStopping();
      await shutdown.leave(settings.shutdownDelaySeconds);
    } finally {
      systemd.stop();
      await Promise.all([
        drainServer(server, settings.drainSeconds * 1000),
        bridge?.beginShutdown(),
        machines.stop(),
        usageCollector?.stop(),
        embargoTimer?.stop(),
        ...announcementTasks.map((task) => task.stop()),
        purgeTask.stop(),
        roleExpiry.stop(),
        outbox.stop(),
        backups?.stop(),
        maintenance.stop(),
      ]);
      webhooks.close();
      await bridge?.stop();
    }
  } finally {
    await demo?.close();
    await pools.close();
    await database.close();
    await tracing?.stop();
  }
}

function createProjectUrls(base: string, publicUrl: string | null) {
  return {
    projectUrl: (uuid: string) => projectUrl(base, uuid),
    ...(publicUrl !== null && {
      projectPageUrl: (uuid: string) => projectPageUrl(publicUrl, uuid),
    }),
  };
}

/** Throws StartError where a backup could not be encrypted. */
async function checkBackupRecipients({ backupRecipients }: Settings): Promise<void> {
  if (backupRecipients === undefined || backupRecipients.length === 0) return;
  const { checkRecipients } = await import('../backup/backup-encryption.ts');
  checkRecipients(backupRecipients);
}

function readConfiguredInvite(settings: Settings): Invite | null {
  const { openportalConfig, allowPlainHttpBridge } = settings;
  if (openportalConfig === null) return null;
  return readInvite(openportalConfig, { allowPlainHttp: allowPlainHttpBridge });
}

async function createBridge(
  { db, openPool }: Pick<OpenDatabase, 'db' | 'openPool'>,
  { portal: portalWanted, sweepSeconds }: Settings,
  own: { invite: Invite; portal: LocalPortal; isPaused: () => boolean },
): Promise<BridgeConnection> {
  // What only some sites need is loaded where they need it: all of it takes a fifth of the start.
  const bridge = await import('../bridge/bridge-connection.ts');
  return new bridge.BridgeConnection({
    db,
    openPool,
    ...own,
    clock,
    configuredPortal: portalWanted,
    sweepSeconds,
  });
}

async function listen(
  start: () => Promise<string>,
  { host, port }: { host: string; port: number },
): Promise<string> {
  try {
    return await start();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${port} on ${host} is in use. Set another one.`);
    throw new StartError(`Cannot listen on ${host}:${port} (${code ?? 'unknown reason'}).`);
  }
}
