import { Gauge, type Registry } from 'prom-client';
import { listOpenPools } from './connection-pool.ts';

/** The connections of this process. Returns a function that updates them, for each scrape. */
export function registerPoolMetrics(register: Registry): () => Promise<void> {
  const connections = new Gauge({
    name: 'gatehouse_database_connections',
    help: 'Connections of this process to PostgreSQL, by kind of work and state',
    labelNames: ['pool', 'state'],
    registers: [register],
  });
  const limit = new Gauge({
    name: 'gatehouse_database_connections_limit',
    help: 'How many connections a kind of work may have',
    labelNames: ['pool'],
    registers: [register],
  });
  const waiting = new Gauge({
    name: 'gatehouse_database_waiting',
    help: 'Statements and transactions that wait for a connection',
    labelNames: ['pool'],
    registers: [register],
  });
  return async () => {
    for (const metric of [connections, limit, waiting]) metric.reset();
    for (const { name, pool } of listOpenPools()) {
      connections.inc({ pool: name, state: 'idle' }, pool.idleCount);
      connections.inc({ pool: name, state: 'busy' }, pool.totalCount - pool.idleCount);
      limit.inc({ pool: name }, pool.options.max);
      waiting.inc({ pool: name }, pool.waitingCount);
    }
  };
}
