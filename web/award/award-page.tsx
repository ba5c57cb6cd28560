import { Box, Grid, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { AwardActions } from './award-actions.tsx';
import type { AwardKey, AwardVersion } from './award-queries.ts';
import { BreakdownSection } from './breakdown-section.tsx';
import { VisitChangesContext } from './changed-badge.tsx';
import { CreditsSection } from './credits-section.tsx';
import { DatesSection } from './dates-section.tsx';
import { DescriptionSection } from './description-section.tsx';
import { compareSnapshots, takeSnapshot } from './award-snapshot.ts';
import { AwardHeader } from './award-header.tsx';
import { HistorySection } from './history-section.tsx';
import { findLastVisit, saveVisit } from './last-visit-store.ts';
import { LinksSection } from './links-section.tsx';
import { MembersSection } from './members-section.tsx';
import { UpdateBanner } from './update-banner.tsx';
import { NotesSection } from './notes-section.tsx';
import { ProjectMembersSection } from './project-members-section.tsx';
import { RawDetailsSection } from './raw-details.tsx';
import { ChangesSinceLastVisit } from './changes-since-last-visit.tsx';
import { formatAwardName } from './award-labels.ts';

interface AwardPageProps {
  awardKey: AwardKey;
  /** What is shown. */
  version: AwardVersion;
  /** What is there by now, where that is something else. */
  newer: AwardVersion | null;
  isGone: boolean;
  take: (seen: AwardVersion) => void;
  refresh: () => Promise<AwardVersion>;
}

/** An award that is there. */
export function AwardPage({
  awardKey: address,
  version: seen,
  newer,
  isGone,
  take,
  refresh,
}: AwardPageProps) {
  const me = useMe();
  const { award } = seen;
  const [visit, setVisit] = useState(() => findLastVisit(me.uuid, address));
  const snapshot = useMemo(() => takeSnapshot(award), [award]);
  useEffect(() => saveVisit(me.uuid, address, snapshot), [me.uuid, address, snapshot]);
  const changes = useMemo(
    () => (visit === null ? [] : compareSnapshots(visit.snapshot, snapshot)),
    [visit, snapshot],
  );

  /** What one did oneself is no news. */
  const refreshAfterOwn = async (): Promise<void> => {
    const fresh = await refresh();
    if (visit !== null) setVisit({ ...visit, snapshot: takeSnapshot(fresh.award) });
  };

  return (
    <VisitChangesContext value={changes}>
      <PageLayout
        title={formatAwardName(award)}
        subtitle={
          <Box mt={6}>
            <StateBadge state={award.state} />
          </Box>
        }
        actions={<AwardActions version={seen} onDone={refreshAfterOwn} />}
      >
        <UpdateBanner version={seen} newerVersion={newer} isGone={isGone} onApplyUpdate={take} />
        {visit !== null && <ChangesSinceLastVisit at={visit.visitedAt} changes={changes} />}
        <AwardHeader seen={seen} />
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
        <ProjectMembersSection award={award} />
        <HistorySection seen={seen} />
        <RawDetailsSection award={award} />
      </PageLayout>
    </VisitChangesContext>
  );
}
