/* The page of an award, put together from its sections. */

import { Grid, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { LegalHoldBadge, StateBadge } from '../parts/award-state-badge.tsx';
import { AwardActions } from './award-actions.tsx';
import { AwardContextSection } from './award-context-section.tsx';
import { AwardMachinesSection } from './award-machines-section.tsx';
import { AwardUsageSection } from './award-usage-section.tsx';
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
import { InternalNotesSection } from './internal-notes-section.tsx';
import { ListNavigation } from './list-navigation.tsx';
import { LinksSection } from './links-section.tsx';
import { MembersSection } from './members-section.tsx';
import { UpdateBanner } from './update-banner.tsx';
import { NotesSection } from './notes-section.tsx';
import { ProjectMembersSection } from './project-members-section.tsx';
import { RawDetailsSection } from './raw-details.tsx';
import { ChangesSinceLastVisit } from './changes-since-last-visit.tsx';
import { ViewersNote } from './viewers-note.tsx';
import { getAwardName } from './award-labels.ts';

interface AwardPageProps {
  awardKey: AwardKey;
  /** The version that is shown. */
  version: AwardVersion;
  /** The current version where it is a different one, else null. */
  newerVersion: AwardVersion | null;
  isGone: boolean;
  showVersion: (version: AwardVersion) => void;
  refresh: () => Promise<AwardVersion>;
}

/** The page of an award that has been loaded. */
export function AwardPage({
  awardKey,
  version,
  newerVersion,
  isGone,
  showVersion,
  refresh,
}: AwardPageProps) {
  const me = useMe();
  const { award } = version;
  const [visit, setVisit] = useState(() => findLastVisit(me.uuid, awardKey));
  const snapshot = useMemo(() => takeSnapshot(award), [award]);
  useEffect(() => saveVisit(me.uuid, awardKey, snapshot), [me.uuid, awardKey, snapshot]);
  const changes = useMemo(
    () => (visit === null ? [] : compareSnapshots(visit.snapshot, snapshot)),
    [visit, snapshot],
  );

  /** The reader's own change must not be marked as a change since the last visit. */
  const refreshAfterOwnChange = async (): Promise<void> => {
    const newVersion = await refresh();
    if (visit !== null) setVisit({ ...visit, snapshot: takeSnapshot(newVersion.award) });
  };

  return (
    <VisitChangesContext value={changes}>
      <ListNavigation awardKey={awardKey} />
      <ViewersNote awardKey={awardKey} />
      <PageLayout
        title={getAwardName(award)}
        badges={
          <>
            <StateBadge state={award.state} />
            {award.legal_hold_since !== null && <LegalHoldBadge />}
          </>
        }
        actions={<AwardActions version={version} onDone={refreshAfterOwnChange} />}
      >
        <UpdateBanner
          version={version}
          newerVersion={newerVersion}
          isGone={isGone}
          onApplyUpdate={showVersion}
        />
        {visit !== null && <ChangesSinceLastVisit at={visit.visitedAt} changes={changes} />}
        <Grid gap="sm">
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <Stack gap="sm">
              <AwardHeader version={version} onChanged={refreshAfterOwnChange} />
              <DescriptionSection award={award} />
              <DatesSection award={award} />
              <CreditsSection version={version} />
              <AwardUsageSection award={award} />
              <BreakdownSection award={award} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            {/* Beside the header, so that it is seen without scrolling (issue 20, 12). */}
            <Stack gap="sm">
              <AwardContextSection award={award} />
              <LinksSection award={award} />
              <NotesSection award={award} />
              <InternalNotesSection award={award} />
            </Stack>
          </Grid.Col>
        </Grid>
        <MembersSection version={version} />
        <AwardMachinesSection award={award} />
        <ProjectMembersSection award={award} />
        <HistorySection version={version} />
        <RawDetailsSection award={award} />
      </PageLayout>
    </VisitChangesContext>
  );
}
