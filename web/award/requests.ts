import { api, bodyOf } from '../api/client.ts';
import type { Award } from '../api/types.ts';

const one = '/api/openportal-managed-projects/{identifier}/{destination}/';

/** Which award, and the state of it that was decided about. */
const params = ({ identifier, destination }: Award, ifMatch: string) => ({
  path: { identifier, destination },
  header: { 'if-match': ifMatch },
});

/* Each throws Problem: 412 where the award is another by now. */

type Commented = (award: Award, ifMatch: string, comment: string) => Promise<unknown>;

export const approve: Commented = (award, ifMatch, comment) =>
  bodyOf(api.POST(`${one}approve/`, { params: params(award, ifMatch), body: { comment } }));

export const reject: Commented = (award, ifMatch, comment) =>
  bodyOf(api.POST(`${one}reject/`, { params: params(award, ifMatch), body: { comment } }));

export const reopen: Commented = (award, ifMatch, comment) =>
  bodyOf(api.POST(`${one}reopen/`, { params: params(award, ifMatch), body: { comment } }));

export const attach = (award: Award, ifMatch: string, projectUuid: string): Promise<unknown> =>
  bodyOf(
    api.POST(`${one}attach/`, {
      params: params(award, ifMatch),
      body: { project_uuid: projectUuid },
    }),
  );

export const detach = (award: Award, ifMatch: string): Promise<unknown> =>
  bodyOf(api.POST(`${one}detach/`, { params: params(award, ifMatch) }));

export const addNote = (award: Award, ifMatch: string, text: string): Promise<unknown> =>
  bodyOf(api.POST(`${one}add-note/`, { params: params(award, ifMatch), body: { text } }));

export const remove = (award: Award, ifMatch: string): Promise<unknown> =>
  bodyOf(api.DELETE(`${one}delete/`, { params: params(award, ifMatch) }));
