import * as v from 'valibot';
import { StartError } from '../errors/start-error.ts';
import { readSecretFile } from '../encryption/secret-file.ts';
import type { SettingInfo } from './setting-info.ts';
import {
  type SettingName,
  type Settings,
  settingInfos,
  settingsSchema,
} from './settings-schema.ts';

export type { Settings } from './settings-schema.ts';

/**
 * Reads and checks every setting; an empty variable counts as absent, and a secret may be in a file.
 * Throws StartError with a line for each bad one: its variable and the rule, never its value.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const texts: Record<string, string | undefined> = {};
  const lines: string[] = [];
  for (const [name, info] of Object.entries(settingInfos)) {
    try {
      texts[name] = readText(env, info)?.text;
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      lines.push(error.message);
    }
  }
  const result = v.safeParse(settingsSchema, texts, { abortPipeEarly: true });
  if (result.success && lines.length === 0) return result.output;
  for (const { path, message } of result.issues ?? []) {
    const name = path?.[0].key as SettingName;
    lines.push(`${settingInfos[name].variable} must be ${message}.`);
  }
  throw new StartError(lines.join('\n'));
}

/** The variable that names a file with the value of a secret setting, as orchestrators mount them. */
export function nameFileVariable(variable: string): string {
  return `${variable}_FILE`;
}

interface SettingText {
  text: string;
  source: 'environment' | 'file';
}

/** undefined where the setting is absent. Throws StartError for a file. */
function readText(
  env: NodeJS.ProcessEnv,
  { variable, secret }: SettingInfo,
): SettingText | undefined {
  const text = env[variable]?.trim() ?? '';
  const fileVariable = nameFileVariable(variable);
  const file = secret ? (env[fileVariable]?.trim() ?? '') : '';
  if (text !== '' && file !== '') {
    throw new StartError(`Set ${variable} or ${fileVariable}, not both.`);
  }
  if (file !== '') return { text: readSecretFile(file, fileVariable), source: 'file' };
  return text === '' ? undefined : { text, source: 'environment' };
}

export type SettingDescription = SettingInfo & {
  /** The value as text; `(set)` for a secret. */
  value: string;
  source: SettingText['source'] | 'default';
};

/** The settings as operators and the audit may see them. */
export function describeSettings(env: NodeJS.ProcessEnv): SettingDescription[] {
  return Object.values(settingInfos).map((info) => {
    const setting = readText(env, info);
    if (setting === undefined) return { ...info, value: info.default, source: 'default' };
    const { text, source } = setting;
    return { ...info, value: info.secret ? '(set)' : text, source };
  });
}
