/* The filters of the desk by origin, reason, assignee, wait, size and dates. */

import { Group, NativeSelect, TextInput } from '@mantine/core';
import { waitingReasonCodes } from '../../src/award/waiting-reason.ts';
import { type DeskView, moreFilterNames } from './desk-view.ts';
import { useAssigneeOptions, usePortalsAndOfferings } from './filter-options.ts';
import { formatReasonCode } from './filter-labels.ts';

type MoreFilterName = (typeof moreFilterNames)[number];
type MoreFilterValues = Record<MoreFilterName, string>;

/** The values of these filters in a view; empty where they are not set. */
export const pickMoreFilters = (view: DeskView): MoreFilterValues =>
  Object.fromEntries(moreFilterNames.map((name) => [name, view[name] ?? ''])) as MoreFilterValues;

interface MoreFiltersProps {
  values: MoreFilterValues;
  onChange: (change: Partial<MoreFilterValues>) => void;
}

/** The fields of these filters. */
export function MoreFilters({ values, onChange }: MoreFiltersProps) {
  const { portals, offerings } = usePortalsAndOfferings();
  const assignees = useAssigneeOptions(values.assignee_uuid);
  const bind = (name: MoreFilterName) => ({
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value.trim() }),
  });
  const any = (label = 'Any') => ({ value: '', label });
  const date = { type: 'date', flex: '1 1 8rem' } as const;
  const amount = { inputMode: 'decimal', flex: '1 1 8rem' } as const;
  return (
    <>
      <NativeSelect label="Awarding portal" data={[any(), ...portals]} {...bind('portal')} />
      <NativeSelect label="Offering" data={[any(), ...offerings]} {...bind('offering')} />
      <TextInput label="Call" placeholder="Its exact id" {...bind('call')} />
      <NativeSelect
        label="Why it waits"
        data={[
          any(),
          ...waitingReasonCodes.map((code) => ({ value: code, label: formatReasonCode(code) })),
        ]}
        {...bind('waiting_reason')}
      />
      <NativeSelect
        label="Assigned to"
        data={[any('Anybody or nobody'), ...assignees]}
        {...bind('assignee_uuid')}
      />
      <Group gap="xs">
        <TextInput
          label="Waits since, at the earliest"
          {...date}
          {...bind('waiting_since_after')}
        />
        <TextInput label="Waits since, at the latest" {...date} {...bind('waiting_since_before')} />
      </Group>
      <Group gap="xs">
        <TextInput label="Arrived from" {...date} {...bind('created_after')} />
        <TextInput label="Arrived until" {...date} {...bind('created_before')} />
      </Group>
      <Group gap="xs">
        <TextInput label="Credits from" {...amount} {...bind('requested_credits_min')} />
        <TextInput label="Credits to" {...amount} {...bind('requested_credits_max')} />
      </Group>
      <Group gap="xs">
        <TextInput label="Starts from" {...date} {...bind('start_date_after')} />
        <TextInput label="Starts until" {...date} {...bind('start_date_before')} />
      </Group>
      <Group gap="xs">
        <TextInput label="Ends from" {...date} {...bind('end_date_after')} />
        <TextInput label="Ends until" {...date} {...bind('end_date_before')} />
      </Group>
    </>
  );
}
