import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { PurgeCSS } from 'purgecss';
import { defineConfig, type Plugin } from 'vite';

/** `npm run web` serves the pages with live reload; the API is proxied to a service on port 8080. */
export default defineConfig({
  root: import.meta.dirname,
  // Relative, so that the service can lie below a path prefix (src/service/serve-pages.ts).
  base: './',
  plugins: [react(), removeUnusedStyles(), precompress()],
  resolve: {
    alias: [
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
      output: {
        codeSplitting: {
          groups: [
            // One chunk for what most screens share: thirty small ones load more slowly.
            {
              name: 'parts',
              test: /@mantine[\\/](core|hooks|notifications)|big\.js|web[\\/](parts|api)/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});

/**
 * Mantine's style sheet has every component; only what the built scripts name is kept. Its name is
 * then that of the new content: browsers keep files for a year by their name.
 */
function removeUnusedStyles(): Plugin {
  return {
    name: 'remove-unused-styles',
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
          page.source = String(page.source).replaceAll(oldName, file.fileName);
        }
      },
    },
  };
}

async function purgeStyles(css: string, content: { raw: string; extension: string }[]) {
  const [purged] = await new PurgeCSS().purge({
    content: [...content, { raw: listDataAttributes(css).join(' '), extension: 'js' }],
    css: [{ raw: css }],
    keyframes: true,
  });
  return purged?.css ?? css;
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
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: () => {
      for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        const file = path.join(outDir, name);
        if (!/\.(js|css|html|svg)$/.test(name) || statSync(file).size < minCompressedSize) continue;
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
