import { Card, Checkbox, Group, Stack, Text } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { PageLink } from '../parts/link.tsx';
import { formatDay, span } from '../parts/time.tsx';
import { awardingPortalOf, nameOf, titleOf } from './awards.ts';
import { Marks } from './marks.tsx';
import { Credits, type RowsProps } from './table.tsx';

/** Awards one below the other, for narrow screens. */
export function DeskCards(props: RowsProps) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Awards">
      {props.awards.map((award) => (
        <AwardCard key={nameOf(award)} award={award} {...props} />
      ))}
    </Stack>
  );
}

function AwardCard({ award, ...props }: RowsProps & { award: Award }) {
  const { isSelectable, isSelected, onToggle, isStale, isGone } = props;
  const { details, project_template_data: template, identifier, destination } = award;
  return (
    <Card
      component="li"
      withBorder
      padding="sm"
      opacity={isStale(award) || isGone(award) ? 0.65 : 1}
    >
      <Group wrap="nowrap" align="flex-start" gap="sm">
        {isSelectable(award) && (
          <Checkbox
            aria-label={`Select ${titleOf(award)}`}
            checked={isSelected(award)}
            onChange={() => onToggle(award)}
            mt={2}
          />
        )}
        <Stack gap={6} flex={1} miw={0}>
          <PageLink
            to="/awards/$identifier/$destination"
            params={{ identifier, destination }}
            fw={600}
            size="sm"
          >
            {titleOf(award)}
          </PageLink>
          <Group gap={6}>
            <Text size="xs" c="dimmed" ff="monospace">
              {identifier}
            </Text>
            <Marks award={award} isStale={isStale(award)} isGone={isGone(award)} />
          </Group>
          <Text size="xs">
            {details.allocation ?? 'no allocation'} on {template.offering} for{' '}
            {awardingPortalOf(award)}, {template.name}
          </Text>
          <Credits award={award} />
          <Text size="xs" c="dimmed">
            {formatDay(details.start_date)} to {formatDay(details.end_date)} ·{' '}
            {Object.keys(details.members ?? {}).length} members · {span(award.created)} here
          </Text>
        </Stack>
      </Group>
    </Card>
  );
}
