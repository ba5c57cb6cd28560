import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Collects the icons that the pages use: `npm run generate` writes icons.gen.ts. The package of the
 * icons has eighteen thousand files, half of what building the pages would have to install, so the
 * build takes this file in its place (vite.config.ts).
 */
const web = path.join(import.meta.dirname, '..');
const outputFile = path.join(import.meta.dirname, 'icons.gen.ts');
const packageFolder = path.join(web, '..', 'node_modules', '@tabler', 'icons-react');

/** Returns the text that icons.gen.ts should have. */
export function generateIcons(): string {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const licence = readFileSync(path.join(packageFolder, 'LICENSE'), 'utf8').trim();
  return [
    '// @ts-nocheck',
    `// Generated from @tabler/icons-react ${version} by \`npm run generate\`. Do not edit.`,
    `/*\n${licence}\n*/`,
    `import { createElement, forwardRef } from 'react';`,
    readModule('defaultAttributes'),
    readModule('createReactComponent'),
    ...listUsedIcons().map(toExport),
    '',
  ].join('\n\n');
}

/** Returns the text that icons.gen.ts has. */
export function readStoredIcons(): string {
  return readFileSync(outputFile, 'utf8');
}

/** The names that the pages import from the package, in order. */
function listUsedIcons(): string[] {
  const sources = globSync('**/*.{ts,tsx}', { cwd: web })
    .filter((name) => !name.startsWith('dist'))
    .map((name) => readFileSync(path.join(web, name), 'utf8'));
  const names = sources.flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@tabler\/icons-react'/g)].flatMap(([, list]) =>
      (list as string).split(',').map((name) => name.trim()),
    ),
  );
  const icons = names.filter((name) => /^Icon[A-Z]/.test(name));
  return [...new Set(icons)].sort();
}

/** The code of a module of the package, without its licence, imports and exports. */
function readModule(name: string): string {
  const file = path.join(packageFolder, 'dist', 'esm', `${name}.mjs`);
  return readFileSync(file, 'utf8')
    .replace(/\/\*\*.*?\*\//s, '')
    .replaceAll(/^(import|export) .*$/gm, '')
    .replaceAll(/^\/\/# sourceMappingURL.*$/gm, '')
    .trim();
}

function toExport(name: string): string {
  const code = readModule(`icons/${name}`);
  const nodes = /const __iconNode = (.*?);\nconst /s.exec(code)?.[1];
  const call = /createReactComponent\((.*), __iconNode\)/.exec(code)?.[1];
  if (nodes === undefined || call === undefined) throw new Error(`${name} has an unknown form.`);
  return `export const ${name} = createReactComponent(${call}, ${nodes});`;
}

if (import.meta.main) writeFileSync(outputFile, generateIcons());
