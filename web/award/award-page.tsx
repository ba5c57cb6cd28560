import { Box, Grid, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useMe } from '../app/session.tsx';
import { changesOf } from '../parts/detail-changes.ts';
import { Page } from '../parts/page.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { Actions } from './actions.tsx';
import type { Address, SeenAward } from './award-query.ts';
import { BreakdownSection } from './breakdown.tsx';
import { ChangesSinceVisit } from './changed.tsx';
import { CreditsSection } from './credits.tsx';
import { DatesSection } from './dates.tsx';
import { DescriptionSection } from './description.tsx';
import { fieldsOf } from './fields.ts';
import { Head } from './head.tsx';
import { HistorySection } from './history.tsx';
import { lastVisit, noteVisit } from './last-visit.ts';
import { LinksSection } from './links.tsx';
import { MembersSection } from './members.tsx';
import { News } from './news.tsx';
import { NotesSection } from './notes.tsx';
import { ProjectPeopleSection } from './project-people.tsx';
import { RawSection } from './raw.tsx';
import { SinceVisit } from './since-visit.tsx';
import { nameOf } from './words.ts';

interface AwardPageProps {
  address: Address;
  /** What is shown. */
  seen: SeenAward;
  /** What is there by now, where that is something else. */
  newer: SeenAward | null;
  isGone: boolean;
  take: (seen: SeenAward) => void;
  refresh: () => Promise<SeenAward>;
}

/** An award that is there. */
export function AwardPage({ address, seen, newer, isGone, take, refresh }: AwardPageProps) {
  const me = useMe();
  const { award } = seen;
  const [visit, setVisit] = useState(() => lastVisit(me.uuid, address));
  const fields = useMemo(() => fieldsOf(award), [award]);
  useEffect(() => noteVisit(me.uuid, address, fields), [me.uuid, address, fields]);
  const changes = useMemo(
    () => (visit === null ? [] : changesOf(visit.fields, fields)),
    [visit, fields],
  );

  /** What one did oneself is no news. */
  const refreshAfterOwn = async (): Promise<void> => {
    const fresh = await refresh();
    if (visit !== null) setVisit({ ...visit, fields: fieldsOf(fresh.award) });
  };

  return (
    <ChangesSinceVisit value={changes}>
      <Page
        title={nameOf(award)}
        about={
          <Box mt={6}>
            <StateBadge state={award.state} />
          </Box>
        }
        actions={<Actions seen={seen} onDone={refreshAfterOwn} />}
      >
        <News seen={seen} newer={newer} isGone={isGone} onTake={take} />
        {visit !== null && <SinceVisit at={visit.at} changes={changes} />}
        <Head seen={seen} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack gap="md">
              <DescriptionSection award={award} />
              <DatesSection award={award} />
              <CreditsSection seen={seen} />
              <BreakdownSection award={award} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <Stack gap="md">
              <NotesSection award={award} />
              <LinksSection award={award} />
            </Stack>
          </Grid.Col>
        </Grid>
        <MembersSection award={award} />
        <ProjectPeopleSection award={award} />
        <HistorySection seen={seen} />
        <RawSection award={award} />
      </Page>
    </ChangesSinceVisit>
  );
}
