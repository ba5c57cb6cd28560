import { nameFileVariable } from './settings.ts';
import type { SettingInfo } from './setting-info.ts';
import { settingInfos } from './settings-schema.ts';

const begin = '<!-- settings: written by `npm run generate` from src/config/settings-schema.ts -->';
const end = '<!-- end of settings -->';

/** A Markdown document with the settings table between its two marks brought up to date. */
export function updateSettingsTable(markdown: string): string {
  const [before, rest] = split(markdown, begin);
  const [, after] = split(rest, end);
  return `${before}${begin}\n\n${formatSettingsTable()}\n\n${end}${after}`;
}

function formatSettingsTable(): string {
  const rows = Object.values(settingInfos).map(
    (info) => `| ${nameVariables(info)} | ${info.default} | ${info.description} |`,
  );
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function nameVariables({ variable, secret }: SettingInfo): string {
  return secret ? `\`${variable}\` or \`${nameFileVariable(variable)}\`` : `\`${variable}\``;
}

/** The text before and after a mark. Throws where the document has no such mark. */
function split(markdown: string, mark: string): [string, string] {
  const at = markdown.indexOf(mark);
  if (at === -1) throw new Error(`The document lacks the mark ${mark}`);
  return [markdown.slice(0, at), markdown.slice(at + mark.length)];
}
