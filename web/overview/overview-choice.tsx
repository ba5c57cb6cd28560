import { Group, NativeSelect } from '@mantine/core';

/** What the overview is about: the weeks of its decisions, and one awarding portal or all (''). */
export interface OverviewScope {
  weeks: string;
  portal: string;
}

const periods = [
  { value: '4', label: 'Four weeks' },
  { value: '12', label: 'Twelve weeks' },
  { value: '26', label: 'Half a year' },
  { value: '52', label: 'A year' },
];

interface OverviewChoiceProps {
  scope: OverviewScope;
  portals: readonly string[];
  onChange: (change: Partial<OverviewScope>) => void;
}

/** Chooses the period and the awarding portal of the overview. */
export function OverviewChoice({ scope, portals, onChange }: OverviewChoiceProps) {
  return (
    <Group gap="sm" className="no-print">
      <NativeSelect
        label="Decisions of"
        data={periods}
        value={scope.weeks}
        onChange={(event) => onChange({ weeks: event.currentTarget.value })}
      />
      <NativeSelect
        label="Awarding portal"
        data={[{ value: '', label: 'All' }, ...portals]}
        value={scope.portal}
        onChange={(event) => onChange({ portal: event.currentTarget.value })}
      />
    </Group>
  );
}
