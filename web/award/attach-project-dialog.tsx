import { Text } from '@mantine/core';
import { isNotEmpty } from '@mantine/form';
import { IconLink } from '@tabler/icons-react';
import type { Award, Project } from '../api/types.ts';
import { findBlockingReason } from './award-action-rules.ts';
import { formatAwardName } from './award-labels.ts';
import { DecisionForm } from './decision-form.tsx';
import { attachProject } from './decision-requests.ts';
import { ProjectPicker } from './project-picker.tsx';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Attaches an existing project to the award. */
export function AttachProjectDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'attach',
    initialValues: { project_uuid: null as Project | null },
    validate: { project_uuid: isNotEmpty('Choose a project.') },
    sendRequest: (ifMatch, { project_uuid: project }) =>
      attachProject(openedAward, ifMatch, project?.uuid ?? ''),
    successMessage: ({ project_uuid: project }) =>
      `${project?.name ?? 'The project'} is attached to ${formatAwardName(openedAward)}.`,
  });
  const { award } = decision.version;
  const project = decision.form.values.project_uuid;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Attach project"
      icon={<IconLink size={16} />}
      blockingReason={findBlockingReason('attach', award)}
      onClose={props.onClose}
    >
      <ProjectPicker
        award={award}
        selectedProject={project}
        onSelect={(selected) => decision.form.setFieldValue('project_uuid', selected)}
        error={decision.form.errors.project_uuid}
      />
      {project && <AttachEffects award={award} project={project} delay={decision.delay} />}
    </DecisionForm>
  );
}

interface AttachEffectsProps {
  award: Award;
  project: Project;
  delay: string;
}

function AttachEffects({ award, project, delay }: AttachEffectsProps) {
  const { portal, shortname } = award.project_template_data;
  return (
    <Text size="sm">
      <b>{project.name}</b> of {project.customer_name} will belong to {formatAwardName(award)} (
      {award.identifier}).{' '}
      {project.short_name === null && `It gets a short name by the pattern ${shortname}. `}
      {award.state === 'pending'
        ? 'Approving the award will set the name, dates, credits and members of the project. '
        : 'The project does not change now. '}
      The awarding portal {portal} will be notified (award_changed){delay}.
    </Text>
  );
}
