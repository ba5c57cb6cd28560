import * as v from 'valibot';
import { StartError } from '../errors/start-error.ts';
import {
  type SettingInfo,
  type SettingName,
  type Settings,
  settingInfos,
  settingsSchema,
} from './settings-schema.ts';

export type { Settings } from './settings-schema.ts';

/**
 * Reads and checks every setting; an empty variable counts as absent.
 * Throws StartError with a line for each bad one: its variable and the rule, never its value.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const texts = Object.fromEntries(
    Object.entries(settingInfos).map(([name, { variable }]) => [name, readText(env, variable)]),
  );
  const result = v.safeParse(settingsSchema, texts, { abortPipeEarly: true });
  if (result.success) return result.output;
  const lines = result.issues.map(({ path, message }) => {
    const name = path?.[0].key as SettingName;
    return `${settingInfos[name].variable} must be ${message}.`;
  });
  throw new StartError(lines.join('\n'));
}

function readText(env: NodeJS.ProcessEnv, variable: string): string | undefined {
  const text = env[variable]?.trim();
  return text === '' ? undefined : text;
}

export type SettingDescription = SettingInfo & {
  /** The value as text; `(set)` for a secret. */
  value: string;
  source: 'environment' | 'default';
};

/** The settings as operators and the audit may see them. */
export function describeSettings(env: NodeJS.ProcessEnv): SettingDescription[] {
  return Object.values(settingInfos).map((info) => {
    const text = readText(env, info.variable);
    if (text === undefined) return { ...info, value: info.default, source: 'default' };
    return { ...info, value: info.secret ? '(set)' : text, source: 'environment' };
  });
}
