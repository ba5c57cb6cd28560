import { Button, Checkbox, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { awardStates } from '../../src/award/award-enums.ts';
import { useMe } from '../api/current-user.ts';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { stripSeparators } from '../parts/typed-number.ts';
import { type DeskView, type DeskViewChange, getTab } from './desk-view.ts';
import { useTemplateOptions } from './filter-options.ts';
import { MoreFilters, pickMoreFilters } from './more-filters.tsx';
import { ProjectSelect } from './project-select.tsx';

interface FilterFormProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/** The parameter for some states: none for those that wait, which the desk shows first. */
function toStateParam(states: readonly string[]): string | undefined {
  if (states.length === 0 || states.length === awardStates.length) return 'all';
  const ordered = awardStates.filter((state) => states.includes(state)).join(',');
  return ordered === 'pending' ? undefined : ordered;
}

/** The form with all filters besides the search; they apply when it is submitted. */
export function FilterForm({ view, onChange }: FilterFormProps) {
  const me = useMe();
  const isOwnMention = view.mentioned_uuid === me.uuid;
  const colleagueUuid = isOwnMention ? undefined : view.mentioned_uuid;
  const templates = useTemplateOptions(true);
  const form = useForm({
    mode: 'controlled',
    initialValues: {
      identifier: view.identifier ?? '',
      local_identifier: view.local_identifier ?? '',
      project_template_uuid: view.project_template_uuid ?? null,
      project_uuid: view.project_uuid ?? null,
      hide_embargoed: view.hide_embargoed === 'true',
      legal_hold: view.legal_hold === 'true',
      mentions_me: isOwnMention,
      states: getTab(view) === 'all' ? [...awardStates] : getTab(view).split(','),
      more: pickMoreFilters(view),
    },
    transformValues: (values): DeskViewChange => ({
      identifier: values.identifier.trim(),
      local_identifier: values.local_identifier.trim(),
      project_template_uuid: values.project_template_uuid ?? undefined,
      project_uuid: values.project_uuid ?? undefined,
      hide_embargoed: values.hide_embargoed ? 'true' : undefined,
      legal_hold: values.legal_hold ? 'true' : undefined,
      // A view can have the mentions of a colleague, for which the form has no field.
      mentioned_uuid: values.mentions_me ? me.uuid : colleagueUuid,
      state: toStateParam(values.states),
      ...values.more,
      requested_credits_min: stripSeparators(values.more.requested_credits_min),
      requested_credits_max: stripSeparators(values.more.requested_credits_max),
    }),
  });
  return (
    <form onSubmit={form.onSubmit(onChange)}>
      <Stack gap="sm">
        <TextInput
          label="Identifier contains"
          placeholder="proj100.ukri"
          data-autofocus
          {...form.getInputProps('identifier')}
        />
        <TextInput
          label="Local identifier contains"
          placeholder="a6a.brics"
          {...form.getInputProps('local_identifier')}
        />
        <Select
          label="Template"
          placeholder="Any"
          data={templates}
          comboboxProps={{ withinPortal: false }}
          searchable
          clearable
          {...form.getInputProps('project_template_uuid')}
        />
        <ProjectSelect
          value={form.values.project_uuid}
          onChange={(uuid) => form.setFieldValue('project_uuid', uuid)}
        />
        <Checkbox.Group label="States" {...form.getInputProps('states')}>
          <Group gap="sm" mt={4}>
            {awardStates.map((state) => (
              <Checkbox key={state} value={state} label={getStateLabel(state)} />
            ))}
          </Group>
        </Checkbox.Group>
        <MoreFilters
          values={form.values.more}
          onChange={(change) => form.setFieldValue('more', { ...form.values.more, ...change })}
        />
        <Switch
          label="Hide awards under embargo"
          {...form.getInputProps('hide_embargoed', { type: 'checkbox' })}
        />
        <Switch
          label="Only awards under legal hold"
          {...form.getInputProps('legal_hold', { type: 'checkbox' })}
        />
        <Switch
          label="Only awards whose internal notes mention me"
          {...form.getInputProps('mentions_me', { type: 'checkbox' })}
        />
        <Group justify="flex-end">
          <Button type="submit">Apply filters</Button>
        </Group>
      </Stack>
    </form>
  );
}
