import type { AwardState } from '../../src/award/award-enums.ts';
import type { paths } from './schema.gen.ts';

/* Names for the generated types of the REST interface. */

type ResponseBody<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Content } } };
}
  ? Content
  : never;

/** A type without its index signature, so that a misspelt name does not compile. */
type KnownFields<Type> = { [Name in keyof Type as string extends Name ? never : Name]: Type[Name] };

/** The fields of AwardDetails without `key`, which is always null. */
type DetailFields<Details> = Omit<KnownFields<Details>, 'key'>;

type AwardBody = ResponseBody<
  '/api/openportal-managed-projects/{identifier}/{destination}/',
  'get'
>;
/** The details of an award. Keys of newer portals are there too, without a type. */
export type AwardDetails = DetailFields<AwardBody['details']>;
/** An award as the service sends it. `draft` is in the vocabulary of the interface only. */
export type AwardResponse = Omit<AwardBody, 'details'> & { details: AwardDetails };
/** An award as the pages use it: in one of the stored states (toAward). */
export type Award = Omit<AwardResponse, 'state'> & { state: AwardState };
export type AwardListQuery = NonNullable<
  paths['/api/openportal-managed-projects/']['get']['parameters']['query']
>;
export type Plan = ResponseBody<
  '/api/openportal-managed-projects/{identifier}/{destination}/plan/',
  'get'
>;
type AuditResponse = ResponseBody<'/api/openportal-managed-project-audit/', 'get'>[number];
/** Details as they were at some time: entries of older versions may lack fields. */
export type PastAwardDetails = DetailFields<NonNullable<AuditResponse['new_details']>>;
export type AuditEntry = Omit<AuditResponse, 'previous_details' | 'new_details'> & {
  previous_details: PastAwardDetails | null;
  new_details: PastAwardDetails | null;
};
export type InternalNote = ResponseBody<
  '/api/openportal-managed-projects/{identifier}/{destination}/internal-notes/',
  'get'
>[number];
/** What is known beside an award. */
export type AwardContext = ResponseBody<
  '/api/openportal-managed-projects/{identifier}/{destination}/context/',
  'get'
>;
export type AdminAuditEntry = ResponseBody<'/api/administrative-audit/', 'get'>[number];
export type Template = ResponseBody<'/api/openportal-project-template/{uuid}/', 'get'>;
export type Project = ResponseBody<'/api/projects/{uuid}/', 'get'>;
export type Member = ResponseBody<'/api/projects/{uuid}/list_users/', 'get'>[number];
export type Customer = ResponseBody<'/api/customers/{uuid}/', 'get'>;
export type Person = ResponseBody<'/api/users/{uuid}/', 'get'>;
/** A place where projects can run. */
export type Resource = ResponseBody<'/api/openportal-resources/{uuid}/', 'get'>;
/** Projects and accounts of a resource that nobody here knows. */
export type UnknownOnResource = ResponseBody<'/api/openportal-resources/{uuid}/unknown/', 'get'>;
export type TemplateResource = ResponseBody<
  '/api/openportal-project-template/{uuid}/resources/',
  'get'
>[number];
/** A project on a resource, with its members. */
export type Machine = ResponseBody<'/api/projects/{uuid}/machines/', 'get'>[number];
export type MachineMember = Machine['members'][number];
/** What was sent about a project to a resource. */
export type Instruction = ResponseBody<
  '/api/projects/{uuid}/machines/{resource}/instructions/',
  'get'
>[number];
/** A project on a resource, in the list over all projects. */
export type MachineListItem = ResponseBody<'/api/openportal-machines/', 'get'>[number];
/** Where events are sent. */
export type Webhook = ResponseBody<'/api/webhooks/{uuid}/', 'get'>;
/** What was sent to a webhook, with the attempts. */
export type WebhookMessage = ResponseBody<'/api/webhooks/{uuid}/messages/', 'get'>[number];
/** Credits and node seconds of a project. */
export type AccountingSummary = ResponseBody<'/api/openportal-accounting-summary/{uuid}/', 'get'>;
/** What a project was granted, used and stored. */
export type ProjectUsage = ResponseBody<'/api/projects/{uuid}/usage/', 'get'>;
export type Invitation = ResponseBody<'/api/user-invitations/', 'get'>[number];
export type ShortName = ResponseBody<'/api/openportal-userinfo/me/', 'get'>;
export type BridgeStatus = ResponseBody<'/api/openportal/status/', 'get'>;
/** How a job ended. */
export type JobOutcome = keyof KnownFields<BridgeStatus['jobs_last_hour']>;
/** A job of the bridge, in the list. */
export type BridgeJob = ResponseBody<'/api/bridge-jobs/', 'get'>[number];
export type BridgeJobDetail = ResponseBody<'/api/bridge-jobs/{uuid}/', 'get'>;
/** What the outbox delivers. */
export type Delivery = ResponseBody<'/api/deliveries/', 'get'>[number];
/** Which mails a person gets, and how. */
export type MailPreferences = ResponseBody<'/api/users/{uuid}/mail/', 'get'>;
/** A kind of mail with its switch. */
export type MailKind = MailPreferences['kinds'][number];
/** A mail of the log. */
export type SentMail = ResponseBody<'/api/mail-log/', 'get'>[number];
export type RefusedAddress = ResponseBody<'/api/mail-refused-addresses/', 'get'>[number];
export type Overview = ResponseBody<'/api/overview/', 'get'>;
export type Me = ResponseBody<'/api/users/me/', 'get'>;
export type { AwardState };
