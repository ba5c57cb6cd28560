import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { PurgeCSS } from 'purgecss';
import { build, defineConfig, type Plugin } from 'vite';

/** `npm run web` serves the pages with live reload; the API is proxied to a service on port 8080. */
export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that the service can lie below a path prefix (src/service/serve-pages.ts).
  base: './',
  plugins: [inlineScripts(), removeUnusedStyles(), precompress()],
  resolve: {
    alias: [
      {
        find: /^react(-dom(\/client)?)?$/,
        replacement: path.join(import.meta.dirname, 'parts', 'react-compat.ts'),
      },
      { find: /^react\/jsx(-dev)?-runtime$/, replacement: 'preact/compat/jsx$1-runtime' },
      {
        find: '@tabler/icons-react',
        replacement: path.join(import.meta.dirname, 'parts', 'icons.gen.ts'),
      },
      {
        find: /^temporal-polyfill$/,
        replacement: path.join(import.meta.dirname, 'parts', 'temporal.ts'),
      },
    ],
  },
  build: {
    outDir: path.join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    // One file: a style sheet that could not be loaded would not be requested again.
    cssCodeSplit: false,
    rolldownOptions: {
      // Libraries mark their modules with "use client", which means nothing here.
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          groups: [
            // The frame and the desk, without what only other screens need.
            { name: 'first', tags: ['$initial'], priority: 1 },
            // One chunk for what most screens share: thirty small ones load more slowly.
            {
              name: 'parts',
              test: /node_modules[\\/](@mantine[\\/](core|hooks|form)|@floating-ui)|web[\\/](parts|api)/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  // What the service renders the first rows with: one module that brings all that it needs.
  environments: {
    ssr: {
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: path.join(import.meta.dirname, 'dist', '.first-desk'),
        copyPublicDir: false,
        minify: true,
        rolldownOptions: {
          input: path.join(import.meta.dirname, 'first-reply', 'first-desk.tsx'),
          output: { codeSplitting: false },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      // In turns: the first one empties the folder.
      for (const environment of Object.values(builder.environments)) {
        await builder.build(environment);
      }
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});

/** `import text from './file.ts?script'`: the module and what it imports, as one script of its own. */
function inlineScripts(): Plugin {
  const suffix = '?script';
  return {
    name: 'inline-scripts',
    load: {
      filter: { id: /\?script$/ },
      handler: async (id) => {
        const output = await build({
          configFile: false,
          logLevel: 'warn',
          publicDir: false,
          build: {
            write: false,
            target: 'es2022',
            lib: { entry: id.slice(0, -suffix.length), formats: ['iife'], name: 'script' },
          },
        });
        const [result] = [output].flat();
        if (result === undefined || !('output' in result)) throw new Error(`No script of ${id}.`);
        return `export default ${JSON.stringify(result.output[0].code)};`;
      },
    },
  };
}

/**
 * Mantine's style sheet has every component; only what the built scripts name is kept. Its name is
 * then that of the new content: browsers keep files for a year by their name.
 */
function removeUnusedStyles(): Plugin {
  return {
    name: 'remove-unused-styles',
    applyToEnvironment: ({ name }) => name === 'client',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler: async (_options, bundle) => {
        const files = Object.values(bundle);
        const content = files
          .filter((file) => file.type === 'chunk')
          .map(({ code }) => ({ raw: code, extension: 'js' }));
        for (const file of files) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
          file.source = await purgeStyles(String(file.source), content);
          const oldName = file.fileName;
          const digest = createHash('sha256').update(file.source).digest('base64url').slice(0, 8);
          file.fileName = `assets/style-${digest}.css`;
          const page = bundle['index.html'];
          if (page?.type !== 'asset' || !String(page.source).includes(oldName)) {
            throw new Error(`index.html does not load ${oldName}.`);
          }
          page.source = putAfterOutline(String(page.source).replaceAll(oldName, file.fileName));
        }
      },
    },
  };
}

/** Browsers show what stands before a style sheet without waiting for it. */
function putAfterOutline(page: string): string {
  const [link = ''] = /<link rel="stylesheet"[^>]*>/.exec(page) ?? [];
  const end = '<!--/outline-->';
  if (link === '' || !page.includes(end))
    throw new Error('index.html has no style sheet or outline.');
  return page.replace(link, '').replace(end, () => end + link);
}

async function purgeStyles(source: string, content: { raw: string; extension: string }[]) {
  const { css, restore } = hideNegations(source);
  const [purged] = await new PurgeCSS().purge({
    content: [...content, { raw: listDataAttributes(css).join(' '), extension: 'js' }],
    css: [{ raw: css }],
    keyframes: true,
    // Mantine puts these together too.
    safelist: [/^mantine-/],
  });
  return restore(purged?.css ?? css);
}

/**
 * PurgeCSS 8.0.0 drops every rule with `:where(:not(…))`, such as what happens under the pointer: data
 * attributes stand for them meanwhile.
 */
function hideNegations(source: string) {
  const negations: string[] = [];
  const css = source.replace(/:where\((?::not\([^()]*\))+\)/g, (found) => {
    negations.push(found);
    return `:where([data-negation-${negations.length - 1}])`;
  });
  const restore = (purged: string): string =>
    purged.replace(/:where\(\[data-negation-(\d+)\]\)/g, (_, index) => negations[index] ?? '');
  return { css, restore };
}

/** Names and values of data attributes, which Mantine puts together: scripts don't name them. */
function listDataAttributes(css: string): string[] {
  return [...css.matchAll(/\[(data-[\w-]+)(?:[~|^$*]?=["']?([^"'\]]*))?/g)].flatMap(
    ([, name = '', value = '']) => [name, value],
  );
}

/** Bytes; compressing smaller files saves nothing. */
const minCompressedSize = 1024;

/** Compresses the built files, so that the service does not compress each reply. */
function precompress(): Plugin {
  let outDir = '';
  return {
    name: 'precompress',
    applyToEnvironment: ({ name }) => name === 'client',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: async () => {
      const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(js|css|html|svg)$/.test(name))
        .map((name) => path.join(outDir, name))
        .filter((file) => statSync(file).size >= minCompressedSize);
      // All at once: each takes a processor for a while.
      await Promise.all(files.map(compressFile));
    },
  };
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(content),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, zipped)]);
}
