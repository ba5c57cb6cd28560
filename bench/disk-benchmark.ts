import pg from 'pg';
import { type Figure, createFigure } from './figures.ts';

/** Disk space per award, with its project, two audit entries and indexes. */
export async function measureDiskUsage(databaseUrl: string, size: number): Promise<Figure> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: string }>(`
      select sum(pg_total_relation_size(t::regclass)) as bytes
      from unnest(array['managed_project', 'project', 'audit_entry']) t`);
    const kb = Number(rows[0]?.bytes) / 1024 / size;
    return createFigure(`disk of an award, at ${size.toLocaleString('en')}`, 'KB', kb, null, null);
  } finally {
    await client.end();
  }
}
