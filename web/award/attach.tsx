import { Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { Award, Project } from '../api/types.ts';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { ProjectChoice } from './project-choice.tsx';
import { attach } from './requests.ts';
import { whyNot } from './rules.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Links a project that is there already. */
export function AttachDialog({ seen: opened, onClose, onDone }: DialogProps) {
  const [project, setProject] = useState<Project | null>(null);
  const [isMissing, setMissing] = useState(false);
  const decision = useDecision({
    opened,
    send: (ifMatch) => attach(opened.award, ifMatch, project?.uuid ?? ''),
    done: `${project?.name ?? 'The project'} is attached to ${nameOf(opened.award)}.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  return (
    <DecisionForm
      decision={decision}
      words="Attach project"
      icon={<IconLink size={16} />}
      reason={whyNot('attach', award)}
      isComplete={() => {
        setMissing(project === null);
        return project !== null;
      }}
      onClose={onClose}
    >
      <ProjectChoice
        award={award}
        chosen={project}
        onChoose={setProject}
        error={isMissing && project === null ? 'Choose a project first.' : null}
      />
      {project && <WhatHappens award={award} project={project} />}
    </DecisionForm>
  );
}

function WhatHappens({ award, project }: { award: Award; project: Project }) {
  const { portal, shortname } = award.project_template_data;
  return (
    <Text size="sm">
      <b>{project.name}</b> of {project.customer_name} will belong to {nameOf(award)} (
      {award.identifier}).{' '}
      {project.short_name === null && `It gets a short name by the pattern ${shortname}. `}
      {award.state === 'pending'
        ? 'Its name, dates, credits and members follow the award once that is approved. '
        : 'Nothing else of it changes now. '}
      The awarding portal {portal} is told (award_changed).
    </Text>
  );
}
