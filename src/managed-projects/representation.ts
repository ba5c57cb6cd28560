import { type Day, isInGrace } from '../award/dates.ts';
import { representDetails } from '../award/details.ts';
import { localIdentifier } from '../award/identifiers.ts';
import { type BaseUrl, nilUuid, projectUrl, templateUrl } from '../http/addresses.ts';
import { etagOf } from '../http/conditional.ts';
import { representProject } from '../projects/representation.ts';
import { representTemplate } from '../templates/representation.ts';
import type { TemplateRow } from '../templates/store.ts';
import type { AwardRow, AwardStamp, ListedAward } from './store.ts';

/** What a representation depends on beside the award. */
export interface Viewpoint {
  base: BaseUrl;
  /** Our portal's name. */
  portal: string;
  today: Day;
}

/** The fourteen fields (api.md, Representation). */
export function representAward(row: AwardRow, viewpoint: Viewpoint) {
  const details = representDetails(row.details);
  return represent(row, viewpoint, details, representTemplate(row.template, viewpoint.base));
}

/** The same for many: details stay text, and awards of one template share what is shown of it. */
export function representAwards(viewpoint: Viewpoint) {
  const templates = new Map<TemplateRow, ReturnType<typeof representTemplate>>();
  return (row: ListedAward) => {
    const shown = templates.get(row.template) ?? representTemplate(row.template, viewpoint.base);
    templates.set(row.template, shown);
    return represent(row, viewpoint, row.details, shown);
  };
}

function represent<Details>(
  row: Omit<AwardRow, 'details' | 'stamp'>,
  { base, portal, today }: Viewpoint,
  details: Details,
  templateData: ReturnType<typeof representTemplate>,
) {
  const { project, template } = row;
  return {
    state: row.state,
    created: row.created,
    reviewed_at: row.reviewed_at,
    reviewed_by_full_name: row.reviewer_name ?? '',
    reviewed_by_uuid: row.reviewer_uuid ?? nilUuid,
    review_comment: row.review_comment,
    identifier: row.identifier,
    destination: row.destination,
    details,
    project: project ? projectUrl(base, project.uuid) : '',
    project_data: project
      ? representProject(project, base, today)
      : { url: '', uuid: nilUuid, name: '' },
    project_template: templateUrl(base, template.uuid),
    project_template_data: templateData,
    local_identifier: project?.short_name ? localIdentifier(project.short_name, portal) : null,
  };
}

/**
 * The ETag of one award: changes with the award, its project, its template and their names. The
 * counts of its customers do not count: another award's approval must not put a reviewer off.
 */
export function awardEtag(
  { stamp, end_date }: AwardStamp,
  { portal, today }: Pick<Viewpoint, 'portal' | 'today'>,
): string {
  return etagOf([stamp, isInGrace(end_date, today), portal]);
}
