/*
 * The keys under which replies are kept: a prefix for each resource, so that whatever changes it
 * can make all of them be asked for again.
 */
export const queryKeys = {
  me: ['me'],
  awards: ['awards'],
  award: (identifier: string, destination: string) => ['awards', identifier, destination],
  audit: ['audit'],
  administration: ['administration'],
  signInOptions: ['sign-in options'],
  projects: ['projects'],
  templates: ['templates'],
  customers: ['customers'],
  people: ['people'],
  bridge: ['bridge'],
  overview: ['overview'],
} as const;
