import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useProjectOption, useTemplateOptions } from './filter-options.ts';
import {
  type FilterName,
  getHiddenFilters,
  isFiltered,
  clearFilters,
  type DeskView,
  type DeskViewChange,
} from './desk-view.ts';

interface FilterPillsProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
  onView: (view: DeskView) => void;
}

/** The filters that are set, each with the way to take it off. */
export function FilterPills({ view, onChange, onView }: FilterPillsProps) {
  const words = useFilterLabels(view);
  if (!isFiltered(view)) return null;
  return (
    <Group gap={6} role="group" aria-label="Filters that are set">
      {getHiddenFilters(view).map((name) => (
        <Button
          key={name}
          size="compact-sm"
          radius="xl"
          variant="light"
          maw="100%"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={`Remove the filter ${words[name]}`}
          onClick={() => onChange({ [name]: undefined })}
        >
          {words[name]}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={() => onView(clearFilters(view))}>
        Clear all
      </Button>
    </Group>
  );
}

function useFilterLabels(view: DeskView): Record<FilterName, string> {
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
  };
}
