import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';

/** Project UUID → short name. */
export type ProjectNames = ReadonlyMap<string, string>;

/**
 * The short names of projects: as `openportal-projectinfo` has them, else as the mapping of their
 * award. Two that differ, one that two projects have, and one that cannot be kept are collisions:
 * the awarding portals and the machines know them.
 */
export async function loadProjectNames(context: ImportContext): Promise<ProjectNames> {
  const { trx, source, report, portal } = context;
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  const add = (uuid: string, name: string): void => {
    const known = names.get(uuid);
    const owner = owners.get(name) ?? uuid;
    if (known !== undefined && known !== name) {
      report.collide(`The project ${uuid} has two short names in Waldur, ${known} and ${name}.`);
    } else if (owner !== uuid) {
      report.collide(
        `The short name ${name} is that of two projects in Waldur, ${owner} and ${uuid}.`,
      );
    } else if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
      report.collide(
        `The short name ${name} of the project ${uuid} cannot be kept: a-z, 0-9 and - are allowed.`,
      );
    } else {
      names.set(uuid, name);
      owners.set(name, uuid);
    }
  };
  for await (const batch of readCopiedItems(trx, source, 'project_name')) {
    for (const { key, item, problem } of batch) {
      if (problem !== undefined) {
        report.collide(`The short name of the project ${key} cannot be read: ${problem}`);
      } else if (item.shortname !== null && item.shortname !== '') {
        add(item.project, item.shortname);
      }
    }
  }
  for await (const batch of readCopiedItems(trx, source, 'award')) {
    for (const { item } of batch) {
      const mapping = item?.local_identifier ?? '';
      const uuid = item?.project_data?.uuid ?? null;
      if (item === undefined || mapping === '' || uuid === null) continue;
      const [name = '', awardPortal, ...rest] = mapping.split('.');
      if (awardPortal === portal && rest.length === 0) add(uuid, name);
      else
        report.collide(
          `The award ${item.identifier} is mapped to ${mapping}, which is not of our portal ${portal}.`,
        );
    }
  }
  return names;
}
