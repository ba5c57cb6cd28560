import type { paths } from '../api/schema.gen.ts';

/** An API token as the API lists it, without its key. */
export type ApiToken =
  paths['/api/users/{uuid}/tokens/']['get']['responses'][200]['content']['application/json'][number];

export type TokenScope = ApiToken['scope'];

/** What a token of each scope can do, the least first. */
export const tokenScopeTexts: Readonly<Record<TokenScope, string>> = {
  read: 'Can read what its owner can read.',
  review: 'Can also decide on awards.',
  admin: 'Can do everything that its owner can do, including creating tokens.',
};

/** The scope that a form value names; `read`, which can do least, for any other text. */
export const parseTokenScope = (text: string): TokenScope =>
  Object.hasOwn(tokenScopeTexts, text) ? (text as TokenScope) : 'read';
