/**
 * Keys of the query cache: one prefix for each resource, so that a change of the resource can
 * invalidate all of its replies.
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
  refusedSignOns: ['refused sign-ons'],
  invitations: ['invitations'],
  shortName: ['short name'],
  bridge: ['bridge'],
  resources: ['resources'],
  machines: ['machines'],
  usage: ['usage'],
  overview: ['overview'],
  webhooks: ['webhooks'],
  webhookEventTypes: ['webhook event types'],
  mail: ['mail'],
  jobs: ['jobs'],
  savedReplies: ['saved replies'],
  savedViews: ['saved views'],
} as const;
