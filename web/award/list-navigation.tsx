import { Anchor, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { findListPlace, findNeighbours, saveListPlace } from '../parts/list-place.ts';
import { isModalOpen } from '../parts/is-modal-open.ts';
import { PageLink } from '../parts/page-link.tsx';
import type { AwardKey } from './award-queries.ts';
import { extendListPlace } from './extend-list-place.ts';

/** The element that gets the focus after a decision: the next award, else the list. */
export const nextStepId = 'next-step';

/** As an object, because the types of links know no id. */
const nextStep = { id: nextStepId };

/** Links back to the list, as it was, and to the awards beside this one in it; also by `j` and `k`. */
export function ListNavigation({ awardKey }: { awardKey: AwardKey }) {
  const navigate = useNavigate();
  const place = usePlaceInList(awardKey);
  const neighbours = place && findNeighbours(place, awardKey);
  const open = (award: AwardKey | null | undefined): void => {
    if (award && !isModalOpen())
      void navigate({ to: '/awards/$identifier/$destination', params: toParams(award) });
  };
  useHotkeys([
    ['j', () => open(neighbours?.next)],
    ['k', () => open(neighbours?.previous)],
  ]);
  const { page: viewPage, ...filters } = place?.view ?? {};
  const page = neighbours?.current.page ?? Number(viewPage ?? 1);
  const view = { ...filters, ...(page > 1 && { page: String(page) }) };
  return (
    <Group gap="md" component="nav" aria-label="List" className="no-print">
      <PageLink to="/" search={view} size="sm" {...(!neighbours?.next && nextStep)}>
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
              params={toParams(neighbours.previous)}
              size="sm"
              aria-keyshortcuts="k"
            >
              Previous
            </PageLink>
          )}
          {neighbours.next && (
            <PageLink
              to="/awards/$identifier/$destination"
              params={toParams(neighbours.next)}
              size="sm"
              {...nextStep}
              aria-keyshortcuts="j"
            >
              Next
            </PageLink>
          )}
          {place?.total !== undefined && (
            <Text size="sm" c="dimmed">
              {((place.start ?? 0) + neighbours.index + 1).toLocaleString('en')} of{' '}
              {place.total.toLocaleString('en')}
            </Text>
          )}
        </>
      )}
    </Group>
  );
}

const toParams = ({ identifier, destination }: AwardKey): AwardKey => ({ identifier, destination });

/**
 * The place in the list as it was when this page opened: a decision must not move the next award. At
 * the end of a page of the list it goes on into the next one.
 */
function usePlaceInList(awardKey: AwardKey) {
  const [place, setPlace] = useState(findListPlace);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each award has a page of its own
  useEffect(() => {
    if (place === null) return;
    let isLeft = false;
    extendListPlace(place, awardKey).then(
      (extended) => {
        if (isLeft) return;
        saveListPlace(extended);
        setPlace(extended);
      },
      // Without a reply the page says what is known, and the list itself says more.
      () => {},
    );
    return () => {
      isLeft = true;
    };
  }, []);
  return place;
}
