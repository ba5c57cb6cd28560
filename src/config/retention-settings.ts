/* How long what no other setting covers is kept (docs/privacy.md). */

import { withDefault, withoutDefault } from './setting-info.ts';
import { integerValue } from './setting-values.ts';

const days = (least: number) => integerValue(least, 3650, 'a number of days');

/** Rows of the table of settings, in its order. */
export const retentionSettings = {
  jobAnswerDays: withDefault(integerValue(1, 365, 'a number of days'), {
    variable: 'GATEHOUSE_JOB_ANSWER_DAYS',
    default: '1',
    description:
      'how many days an answer to a query of an awarding portal is kept after its job was closed; at most as long as the job',
  }),
  notificationLogDays: withDefault(days(7), {
    variable: 'GATEHOUSE_NOTIFICATION_LOG_DAYS',
    default: '90',
    description: 'how many days a notification of the OpenPortal network is kept as it came',
  }),
  instructionLogDays: withDefault(days(7), {
    variable: 'GATEHOUSE_INSTRUCTION_LOG_DAYS',
    default: '90',
    description: 'how many days an instruction to a machine is kept after it ended',
  }),
  refusedSignOnDays: withDefault(days(1), {
    variable: 'GATEHOUSE_REFUSED_SIGN_ON_DAYS',
    default: '90',
    description: 'how many days staff see who was refused at sign-on, after the last attempt',
  }),
  auditClientIpDays: withoutDefault(days(7), {
    variable: 'GATEHOUSE_AUDIT_CLIENT_IP_DAYS',
    default: 'they are kept',
    description: 'how many days entries of the administrative audit keep their client IP',
  }),
  usagePersonDays: withoutDefault(days(100), {
    variable: 'GATEHOUSE_USAGE_PERSON_DAYS',
    default: 'they are kept',
    description:
      'how many days figures of use and storage say whose they are; later use counts as that of `unknown`, and of storage only the figures of projects stay',
  }),
  noteDays: withoutDefault(days(30), {
    variable: 'GATEHOUSE_NOTE_DAYS',
    default: 'they are kept',
    description:
      'how many days the internal notes of a rejected, canceled or deleted award are kept after the last entry of its audit',
  }),
};
