/* The fields of a project on its screen. */

import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Project } from '../api/types.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { EditableCard } from '../parts/editable-card.tsx';
import { PropertyList } from '../parts/property-list.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { pickChangedValues } from '../parts/changed-values.ts';
import { describeSaved } from '../parts/outcome-checks.ts';
import { showSuccess } from '../parts/show-success.ts';
import { formatDate, SiteTime } from '../parts/time-format.tsx';
import { useProjectAwards } from './project-award.tsx';
import { ProjectForm, type ProjectValues } from './project-form.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The fields of a project; staff edit them in place. */
export function ProjectDetails({ project }: { project: Project }) {
  const queries = useQueryClient();
  const awards = useProjectAwards(project);
  const save = async (values: ProjectValues, close: () => void): Promise<void> => {
    const path = { uuid: project.uuid };
    const body = pickChangedValues(values, project);
    const saved = await readBody(api.PATCH('/api/projects/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...queryKeys.projects, project.uuid], saved);
    void queries.invalidateQueries({ queryKey: queryKeys.projects });
    close();
    showSuccess('Project saved.');
  };
  const checkOutcome = async (values: ProjectValues): Promise<string | null> => {
    const path = { uuid: project.uuid };
    const stored = await readBody(api.GET('/api/projects/{uuid}/', { params: { path } }));
    return describeSaved(stored, values, `The project ${stored.name} is saved.`);
  };
  return (
    <EditableCard
      title="About"
      renderForm={(close) => (
        <ProjectForm
          project={project}
          isManaged={(awards.data?.total ?? 0) > 0}
          submitLabel="Save"
          onSave={(values) => save(values, close)}
          checkOutcome={checkOutcome}
          onCancel={close}
        />
      )}
    >
      <PropertyList properties={toDetailRows(project)} />
    </EditableCard>
  );
}

function toDetailRows(project: Project) {
  const { short_name, customer_uuid: uuid, customer_name, credits, description } = project;
  return [
    ['Short name', short_name],
    [
      'Customer',
      <PageLink key="customer" to="/customers/$uuid" params={{ uuid }} size="sm">
        <MarkedText text={customer_name} />
      </PageLink>,
    ],
    ['Credits', formatCredits(credits)],
    ['Start', formatDate(project.start_date)],
    ['End', formatDate(project.end_date)],
    ['Description', description],
    ['Created', <SiteTime key="created" time={project.created} />],
  ] as const;
}
