import { api, readBody } from '../api/api-client.ts';
import type { Award } from '../api/types.ts';

const awardPath = '/api/openportal-managed-projects/{identifier}/{destination}/';

/** The award, and the version that the reviewer decided about. */
const requestParams = ({ identifier, destination }: Award, ifMatch: string) => ({
  path: { identifier, destination },
  header: { 'if-match': ifMatch },
});

/* Every request throws ApiError, with status 412 where the award has changed since `ifMatch`. */

type RequestWithComment = (award: Award, ifMatch: string, comment: string) => Promise<unknown>;

export const approveAward: RequestWithComment = (award, ifMatch, comment) =>
  readBody(
    api.POST(`${awardPath}approve/`, { params: requestParams(award, ifMatch), body: { comment } }),
  );

export const rejectAward: RequestWithComment = (award, ifMatch, comment) =>
  readBody(
    api.POST(`${awardPath}reject/`, { params: requestParams(award, ifMatch), body: { comment } }),
  );

export const refuseChange: RequestWithComment = (award, ifMatch, comment) =>
  readBody(
    api.POST(`${awardPath}refuse-change/`, {
      params: requestParams(award, ifMatch),
      body: { comment },
    }),
  );

export const reopenAward: RequestWithComment = (award, ifMatch, comment) =>
  readBody(
    api.POST(`${awardPath}reopen/`, { params: requestParams(award, ifMatch), body: { comment } }),
  );

export const attachProject = (
  award: Award,
  ifMatch: string,
  projectUuid: string,
): Promise<unknown> =>
  readBody(
    api.POST(`${awardPath}attach/`, {
      params: requestParams(award, ifMatch),
      body: { project_uuid: projectUuid },
    }),
  );

export const detachProject = (award: Award, ifMatch: string): Promise<unknown> =>
  readBody(api.POST(`${awardPath}detach/`, { params: requestParams(award, ifMatch) }));

export const addNote = (award: Award, ifMatch: string, text: string): Promise<unknown> =>
  readBody(
    api.POST(`${awardPath}add-note/`, { params: requestParams(award, ifMatch), body: { text } }),
  );

export const askPortal = (award: Award, ifMatch: string, text: string): Promise<unknown> =>
  readBody(
    api.POST(`${awardPath}ask-portal/`, { params: requestParams(award, ifMatch), body: { text } }),
  );

export const deleteAward = (award: Award, ifMatch: string): Promise<unknown> =>
  readBody(api.DELETE(`${awardPath}delete/`, { params: requestParams(award, ifMatch) }));
