/* The kinds of mail: a closed list. Each has a switch for the person, the site and the template. */

/** Who gets a kind of mail. */
export type MailAudience = 'reviewers' | 'invited' | 'project' | 'webhooks' | 'staff';

interface MailKindInfo {
  audience: MailAudience;
  /** What the switch says, in plain words. */
  label: string;
  /**
   * Whether it is about an award, or about a project, which may have one: it can be switched off for a
   * template.
   */
  isOfTemplate: boolean;
}

const infos = {
  award_waiting: {
    audience: 'reviewers',
    label: 'An award waits for a decision',
    isOfTemplate: true,
  },
  award_changed: {
    audience: 'reviewers',
    label: 'An award that waits was changed by its portal',
    isOfTemplate: true,
  },
  award_assigned: {
    audience: 'reviewers',
    label: 'A colleague gave you an award',
    isOfTemplate: true,
  },
  award_mentioned: {
    audience: 'reviewers',
    label: 'A colleague mentioned you in a note',
    isOfTemplate: true,
  },
  award_reminder: {
    audience: 'reviewers',
    label: 'An award has been waiting for long',
    isOfTemplate: true,
  },
  invitation: {
    audience: 'invited',
    label: 'You are invited to a project or customer',
    isOfTemplate: true,
  },
  award_approved: { audience: 'project', label: 'An award was approved', isOfTemplate: true },
  award_rejected: { audience: 'project', label: 'An award was rejected', isOfTemplate: true },
  change_refused: {
    audience: 'project',
    label: 'A change of an award was refused',
    isOfTemplate: true,
  },
  award_withdrawn: { audience: 'project', label: 'An award was withdrawn', isOfTemplate: true },
  award_moved: {
    audience: 'project',
    label: 'An award got another project or lost it',
    isOfTemplate: true,
  },
  member_joined: { audience: 'project', label: 'Somebody joined the project', isOfTemplate: true },
  credits_used: {
    audience: 'project',
    label: 'A project used 80 % or 100 % of its credits',
    isOfTemplate: true,
  },
  project_ends_soon: {
    audience: 'project',
    label: 'A project ends in 30 or 7 days',
    isOfTemplate: true,
  },
  project_blocked: {
    audience: 'project',
    label: 'A project was blocked on a machine',
    isOfTemplate: true,
  },
  project_removed: { audience: 'project', label: 'A project was removed', isOfTemplate: true },
  webhook_disabled: {
    audience: 'webhooks',
    label: 'A webhook was disabled',
    isOfTemplate: false,
  },
  bridge_away: {
    audience: 'staff',
    label: 'The bridge cannot be reached for more than 10 minutes',
    isOfTemplate: false,
  },
  needs_attention: {
    audience: 'staff',
    label: 'A project on a machine needs attention',
    isOfTemplate: true,
  },
  delivery_failed: {
    audience: 'staff',
    label: 'A mail address or a webhook takes nothing any more',
    isOfTemplate: false,
  },
  deliveries_given_up: {
    audience: 'staff',
    label: 'Deliveries were given up',
    isOfTemplate: false,
  },
} as const satisfies Record<string, MailKindInfo>;

export type MailKind = keyof typeof infos;

export const mailKindInfos: Readonly<Record<MailKind, MailKindInfo>> = infos;

export const mailKinds = Object.keys(infos) as MailKind[];

export function isMailKind(text: string): text is MailKind {
  return Object.hasOwn(infos, text);
}
