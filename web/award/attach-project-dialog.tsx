import { Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { Award, Project } from '../api/types.ts';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { ProjectPicker } from './project-picker.tsx';
import { attachProject } from './decision-requests.ts';
import { findBlockingReason } from './action-rules.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Links a project that is there already. */
export function AttachProjectDialog({ version: opened, onClose, onDone }: DecisionDialogProps) {
  const [project, setProject] = useState<Project | null>(null);
  const [isMissing, setMissing] = useState(false);
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: (ifMatch) => attachProject(opened.award, ifMatch, project?.uuid ?? ''),
    successMessage: `${project?.name ?? 'The project'} is attached to ${formatAwardName(opened.award)}.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Attach project"
      icon={<IconLink size={16} />}
      blockingReason={findBlockingReason('attach', award)}
      validate={() => {
        setMissing(project === null);
        return project !== null;
      }}
      onClose={onClose}
    >
      <ProjectPicker
        award={award}
        selectedProject={project}
        onSelect={setProject}
        error={isMissing && project === null ? 'Choose a project first.' : null}
      />
      {project && <AttachEffects award={award} project={project} />}
    </DecisionForm>
  );
}

function AttachEffects({ award, project }: { award: Award; project: Project }) {
  const { portal, shortname } = award.project_template_data;
  return (
    <Text size="sm">
      <b>{project.name}</b> of {project.customer_name} will belong to {formatAwardName(award)} (
      {award.identifier}).{' '}
      {project.short_name === null && `It gets a short name by the pattern ${shortname}. `}
      {award.state === 'pending'
        ? 'Its name, dates, credits and members follow the award once that is approved. '
        : 'Nothing else of it changes now. '}
      The awarding portal {portal} is told (award_changed).
    </Text>
  );
}
