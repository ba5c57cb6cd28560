import { Anchor, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { findListPlace, findNeighbours } from '../parts/list-place.ts';
import { PageLink } from '../parts/page-link.tsx';
import type { AwardKey } from './award-queries.ts';

/** The element that gets the focus after a decision: the next award, else the list. */
export const nextStepId = 'next-step';

/** As an object, because the types of links know no id. */
const nextStep = { id: nextStepId };

/** Links back to the list, as it was, and to the awards beside this one in it; also by `j` and `k`. */
export function ListNavigation({ awardKey }: { awardKey: AwardKey }) {
  const navigate = useNavigate();
  // As it was when this page opened: a decision must not move the next award.
  const [place] = useState(findListPlace);
  const neighbours = place && findNeighbours(place, awardKey);
  const open = (award: AwardKey | null | undefined): void => {
    if (award) void navigate({ to: '/awards/$identifier/$destination', params: award });
  };
  useHotkeys([
    ['j', () => open(neighbours?.next)],
    ['k', () => open(neighbours?.previous)],
  ]);
  return (
    <Group gap="md" component="nav" aria-label="List" className="no-print">
      <PageLink to="/" search={place?.view ?? {}} size="sm" {...(!neighbours?.next && nextStep)}>
        ‹ {place === null ? 'Desk' : 'Back to the list'}
      </PageLink>
      <Anchor component="button" type="button" size="sm" onClick={() => window.print()}>
        Print
      </Anchor>
      {neighbours && (
        <>
          {neighbours.previous && (
            <PageLink
              to="/awards/$identifier/$destination"
              params={neighbours.previous}
              size="sm"
              aria-keyshortcuts="k"
            >
              Previous
            </PageLink>
          )}
          {neighbours.next && (
            <PageLink
              to="/awards/$identifier/$destination"
              params={neighbours.next}
              size="sm"
              {...nextStep}
              aria-keyshortcuts="j"
            >
              Next
            </PageLink>
          )}
          <Text size="sm" c="dimmed">
            {neighbours.index + 1} of {place?.awards.length}
          </Text>
        </>
      )}
    </Group>
  );
}
