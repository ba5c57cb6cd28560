import { Text } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { LongText } from '../parts/long-text.tsx';
import { AwardSection } from './award-section.tsx';

/** The description that the awarding portal sent. */
export function DescriptionSection({ award: { details } }: { award: Award }) {
  return (
    <AwardSection title="Description" fields={['name', 'description']}>
      {details.description ? (
        <Text size="sm" component="div">
          <LongText text={details.description} maxLines={12} />
        </Text>
      ) : (
        <Text size="sm" c="dimmed">
          No description.
        </Text>
      )}
    </AwardSection>
  );
}
