/* What each event carries, from the row of its announcement. */

import type { AwardState } from '../award/award-enums.ts';
import { awardPageUrl, projectPageUrl } from '../http/resource-urls.ts';
import type { AwardKey } from './announcement.ts';
import type { EventType } from './event-catalogue.ts';

/** An announcement, with the entry that it comes from and what that is about. */
export interface AnnouncementRow {
  id: number;
  event: string;
  eventId: string;
  identifier: string;
  destination: string;
  created: string;
  payload: Record<string, unknown>;
  /** Of the audit of awards. */
  state: AwardState | null;
  version: number | null;
  note: string | null;
  credits: string | null;
  /** Of the administrative audit. */
  adminAction: string | null;
  subjectUuid: string | null;
  subjectName: string | null;
  /** Of the person whom the entry is about, as it is now; null where there is none. */
  subjectFullName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  performedBy: number | null;
  performerUuid: string | null;
  performerName: string | null;
  templateUuid: string | null;
  templateName: string | null;
  providerId: number | null;
  projectId: number | null;
  projectUuid: string | null;
  projectName: string | null;
  projectShortName: string | null;
  isProjectRemoved: boolean;
  /** The award that manages the project, or managed it before it was withdrawn. */
  awardOfProject: AwardKey | null;
  isGrantChanged: boolean;
  customerId: number | null;
  customerUuid: string | null;
  customerName: string | null;
}

type BuildData = (row: AnnouncementRow, baseUrl: string) => Record<string, unknown>;

const builders: Record<EventType, BuildData> = {
  'award.arrived': buildAwardData,
  'award.waiting': buildAwardData,
  'award.changed': buildAwardData,
  'award.approved': buildAwardData,
  'award.rejected': buildAwardData,
  'award.change_refused': buildAwardData,
  'award.returned': buildAwardData,
  'award.withdrawn': buildAwardData,
  'award.ended': buildAwardData,
  'award.deleted': buildAwardData,
  'award.note_added': buildAwardData,
  'award.project_attached': buildAwardData,
  'award.project_detached': buildAwardData,
  'project.created': buildProjectData,
  'project.changed': buildProjectData,
  'project.removed': buildProjectData,
  'project.ends_soon': buildEndsSoonData,
  'usage.threshold': buildThresholdData,
  'role.granted': buildRoleData,
  'role.changed': buildRoleData,
  'role.removed': buildRoleData,
  'role.ended': buildRoleData,
  'invitation.created': buildInvitationData,
  'invitation.accepted': buildInvitationData,
  'invitation.withdrawn': buildInvitationData,
  'invitation.ended': buildInvitationData,
  'machines.needs_attention': buildMachineData,
  'machines.blocked': buildMachineBlockedData,
  'machines.recovered': buildMachineData,
  'bridge.away': buildNoticedData,
  'bridge.back': buildNoticedData,
  'webhook.disabled': buildNoticedData,
  'mail.undeliverable': buildNoticedData,
  'delivery.given_up': buildNoticedData,
};

/** The data of an event, as its schema in the catalogue has it. */
export function buildEventData(
  event: EventType,
  row: AnnouncementRow,
  baseUrl: string,
): Record<string, unknown> {
  return builders[event](row, baseUrl);
}

function buildAwardData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  const { identifier, destination, payload, state, version, note, credits } = row;
  return {
    identifier,
    destination,
    name: readText(payload.name),
    state,
    version,
    comment: note ?? '',
    credits,
    template_uuid: row.templateUuid,
    template_name: row.templateName ?? '',
    ...toProjectFields(row),
    ...toCustomerFields(row),
    ...toPerformerFields(row),
    url: awardPageUrl(baseUrl, { identifier, destination }),
  };
}

function buildProjectData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  return {
    ...toProjectFields(row),
    ...toCustomerFields(row),
    ...toPerformerFields(row),
    url: toScopeUrl(row, baseUrl),
  };
}

function buildEndsSoonData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  return {
    ...toProjectFields(row),
    ...toCustomerFields(row),
    end_date: row.after?.end_date,
    days: row.after?.days,
    url: toScopeUrl(row, baseUrl),
  };
}

function buildThresholdData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  return {
    ...toProjectFields(row),
    ...toCustomerFields(row),
    percent: row.after?.percent,
    credits: row.after?.credits,
    used: row.after?.used_credits,
    url: toScopeUrl(row, baseUrl),
  };
}

function buildRoleData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  return {
    person_uuid: row.subjectUuid,
    person_username: row.subjectName ?? '',
    person_full_name: row.subjectFullName ?? '',
    ...toRoleFields(row),
    ...toPerformerFields(row),
    url: toScopeUrl(row, baseUrl),
  };
}

/** The subject is the person once there is one, else the email. */
function buildInvitationData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  const values = row.after ?? row.before ?? row.payload;
  const named = row.subjectUuid === null ? row.subjectName : null;
  return {
    email: readText(values.email ?? named),
    person_uuid: row.subjectUuid,
    ...toRoleFields(row),
    ...toPerformerFields(row),
    url: toScopeUrl(row, baseUrl),
  };
}

function buildMachineData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  // The audit names a project on a machine `<short name> on <resource>`.
  const [, resource = ''] = /^\S+ on (.*)$/s.exec(row.subjectName ?? '') ?? [];
  return {
    ...toProjectFields(row),
    ...toCustomerFields(row),
    resource_name: resource,
    error: readText(row.after?.error),
    url: toScopeUrl(row, baseUrl),
  };
}

function buildMachineBlockedData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  const { error: _, ...data } = buildMachineData(row, baseUrl);
  return { ...data, comment: readText(row.after?.comment), ...toPerformerFields(row) };
}

/** Events that were noticed carry their data whole, with a path as `url`. */
function buildNoticedData(row: AnnouncementRow, baseUrl: string): Record<string, unknown> {
  const data = row.payload.data as Record<string, unknown>;
  return { ...data, url: `${baseUrl}${readText(data.url)}` };
}

function toRoleFields(row: AnnouncementRow) {
  const values = row.after ?? row.before ?? row.payload;
  return {
    role: readText(values.role),
    scope: row.projectUuid === null ? 'customer' : 'project',
    ...toProjectFields(row),
    ...toCustomerFields(row),
    expiration_time: (values.expiration_time as string | undefined) ?? null,
  };
}

function toProjectFields(row: AnnouncementRow) {
  return {
    project_uuid: row.projectUuid,
    project_name: row.projectName ?? '',
    project_short_name: row.projectShortName ?? '',
  };
}

function toCustomerFields({ customerUuid, customerName }: AnnouncementRow) {
  return { customer_uuid: customerUuid, customer_name: customerName ?? '' };
}

function toPerformerFields({ performerUuid, performerName }: AnnouncementRow) {
  return { performed_by_uuid: performerUuid, performed_by_full_name: performerName ?? '' };
}

function toScopeUrl({ projectUuid, customerUuid }: AnnouncementRow, baseUrl: string): string {
  if (projectUuid !== null) return projectPageUrl(baseUrl, projectUuid);
  return customerUuid === null ? `${baseUrl}/` : `${baseUrl}/customers/${customerUuid}`;
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
