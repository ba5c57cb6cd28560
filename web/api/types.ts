import type { AwardDetails } from '../../src/award/details.ts';
import type { paths } from './schema.gen.ts';

type Body<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Content } } };
}
  ? Content
  : never;

type AwardReply = Body<'/api/openportal-managed-projects/{identifier}/{destination}/', 'get'>;

/** A managed project; its details are AwardDetails, its project as the projects' endpoint gives it. */
export type Award = Omit<AwardReply, 'details' | 'project_data'> & {
  details: AwardDetails;
  project_data: Project | { url: ''; uuid: string; name: '' };
};
export type Plan = Body<'/api/openportal-managed-projects/{identifier}/{destination}/plan/', 'get'>;
export type AuditEntry = Omit<
  Body<'/api/openportal-managed-project-audit/', 'get'>[number],
  'previous_details' | 'new_details'
> & { previous_details: AwardDetails | null; new_details: AwardDetails | null };
export type AdministrativeEntry = Body<'/api/administrative-audit/', 'get'>[number];
export type Template = Body<'/api/openportal-project-template/{uuid}/', 'get'>;
export type Project = Body<'/api/projects/{uuid}/', 'get'>;
export type Member = Body<'/api/projects/{uuid}/list_users/', 'get'>[number];
export type Customer = Body<'/api/customers/{uuid}/', 'get'>;
export type Person = Body<'/api/users/{uuid}/', 'get'>;
export type BridgeStatus = Body<'/api/openportal/status/', 'get'>;
export type Me = Body<'/api/users/me/', 'get'>;
export type AwardState = Award['state'];
