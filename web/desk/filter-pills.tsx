/* The active filters of the desk. */

import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useColleagueNames, useProjectOption, useTemplateOptions } from './filter-options.ts';
import { useMe } from '../api/current-user.ts';
import {
  type FilterName,
  getHiddenFilters,
  isFiltered,
  clearFilters,
  type DeskView,
  type DeskViewChange,
} from './desk-view.ts';
import { plainFilterLabels } from './filter-labels.ts';

interface FilterPillsProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
  onView: (view: DeskView) => void;
}

/** The filters that are set, as buttons that remove them. */
export function FilterPills({ view, onChange, onView }: FilterPillsProps) {
  const labels = useFilterLabels(view);
  if (!isFiltered(view)) return null;
  return (
    <Group gap={6} role="group" aria-label="Active filters">
      {getHiddenFilters(view).map((name) => (
        <Button
          key={name}
          size="compact-sm"
          radius="xl"
          variant="light"
          maw="100%"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={`Remove filter ${labels[name]}`}
          onClick={() => onChange({ [name]: undefined })}
        >
          {labels[name]}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={() => onView(clearFilters(view))}>
        Clear all
      </Button>
    </Group>
  );
}

/** The labels of the filters that are set, with names in place of uuids. */
function useFilterLabels(view: DeskView): Partial<Record<FilterName, string>> {
  const describePerson = usePersonDescription([view.assignee_uuid, view.mentioned_uuid]);
  const uuid = view.project_template_uuid;
  const templates = useTemplateOptions(uuid !== undefined);
  const template = templates.find(({ value }) => value === uuid)?.label ?? uuid;
  const project = useProjectOption(view.project_uuid);
  return {
    query: `“${view.query}”`,
    identifier: `Identifier: ${view.identifier}`,
    local_identifier: `Local identifier: ${view.local_identifier}`,
    project_template_uuid: `Template: ${template}`,
    project_uuid: `Project: ${project?.label}`,
    hide_embargoed: 'Without embargo',
    legal_hold: 'Under legal hold',
    assignee_uuid: `Assigned to ${describePerson(view.assignee_uuid)}`,
    mentioned_uuid: `Mentions ${describePerson(view.mentioned_uuid)}`,
    ...Object.fromEntries(
      Object.entries(plainFilterLabels).flatMap(([name, format]) => {
        const value = view[name as keyof typeof plainFilterLabels];
        return value === undefined ? [] : [[name, format(value)]];
      }),
    ),
  };
}

/** A function that names the people of filters; their names are requested where one is a colleague. */
function usePersonDescription(uuids: readonly (string | undefined)[]) {
  const me = useMe();
  const isColleague = (uuid: string | undefined): boolean =>
    uuid !== undefined && uuid !== 'none' && uuid !== me.uuid;
  const findName = useColleagueNames(uuids.some(isColleague));
  return (uuid: string | undefined): string => {
    if (uuid === 'none') return 'nobody';
    return uuid === me.uuid ? 'me' : findName(uuid);
  };
}
