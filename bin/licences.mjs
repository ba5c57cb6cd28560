import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLockedPackages, root } from './packages.mjs';

const file = path.join(root, 'docs', 'licences.md');

/** docs/licences.md: every locked package by licence, as the lock file states it. */
export function formatLicences() {
  const packages = Object.entries(readLockedPackages(path.join(root, 'package-lock.json')))
    .filter(([place]) => place !== '')
    .map(([place, { name, version, license, dev, devOptional }]) => ({
      name: `${name ?? place.slice(place.lastIndexOf('node_modules/') + 13)} ${version}`,
      licence: license ?? 'unknown',
      isDevelopment: Boolean(dev || devOptional),
    }));
  return [
    '# Licences of the packages',
    '',
    'Written by `npm run generate` from package-lock.json. Packages for other platforms are listed too.',
    ...formatSection(
      'What running needs',
      packages.filter(({ isDevelopment }) => !isDevelopment),
    ),
    ...formatSection(
      'What building the pages, tests and development need beside',
      packages.filter(({ isDevelopment }) => isDevelopment),
    ),
    '',
  ].join('\n');
}

function formatSection(title, packages) {
  const byLicence = Map.groupBy(packages, ({ licence }) => licence);
  const rows = [...byLicence]
    .map(([licence, group]) => ({
      licence,
      names: [...new Set(group.map(({ name }) => name))].sort(),
    }))
    .sort((one, other) => one.licence.localeCompare(other.licence, 'en'));
  return [
    '',
    `## ${title}`,
    '',
    '| licence | packages |',
    '| --- | --- |',
    ...rows.map(({ licence, names }) => `| ${licence} | ${names.join(', ')} |`),
  ];
}

/** The file as it is now. */
export const readLicences = () => readFileSync(file, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, formatLicences());
