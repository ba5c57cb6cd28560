import type { AwardFieldValues } from '../../src/award/award-details.ts';
import type { paths } from './schema.gen.ts';

type ResponseBody<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Content } } };
}
  ? Content
  : never;

type AwardResponse = ResponseBody<
  '/api/openportal-managed-projects/{identifier}/{destination}/',
  'get'
>;

/** The details of an award as the service sends them: keys of newer portals beside the fields. */
export type AwardDetails = AwardFieldValues & { [unknown: string]: unknown };

/** A managed project; its details are AwardDetails, its project as the projects' endpoint gives it. */
export type Award = Omit<AwardResponse, 'details' | 'project_data'> & {
  details: AwardDetails;
  project_data: Project | { url: ''; uuid: string; name: '' };
};
export type Plan = ResponseBody<
  '/api/openportal-managed-projects/{identifier}/{destination}/plan/',
  'get'
>;
export type AuditEntry = Omit<
  ResponseBody<'/api/openportal-managed-project-audit/', 'get'>[number],
  'previous_details' | 'new_details'
> & { previous_details: AwardDetails | null; new_details: AwardDetails | null };
export type AdminAuditEntry = ResponseBody<'/api/administrative-audit/', 'get'>[number];
export type Template = ResponseBody<'/api/openportal-project-template/{uuid}/', 'get'>;
export type Project = ResponseBody<'/api/projects/{uuid}/', 'get'>;
export type Member = ResponseBody<'/api/projects/{uuid}/list_users/', 'get'>[number];
export type Customer = ResponseBody<'/api/customers/{uuid}/', 'get'>;
export type Person = ResponseBody<'/api/users/{uuid}/', 'get'>;
export type BridgeStatus = ResponseBody<'/api/openportal/status/', 'get'>;
export type Me = ResponseBody<'/api/users/me/', 'get'>;
export type AwardState = Award['state'];
