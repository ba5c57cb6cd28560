import { Text } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { findBlockingReason } from './award-action-rules.ts';
import { formatAwardName } from './award-labels.ts';
import { DecisionForm } from './decision-form.tsx';
import { detachProject } from './decision-requests.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Detaches the project, which stays, and makes the award pending. */
export function DetachProjectDialog(props: DecisionDialogProps) {
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'detach',
    initialValues: {},
    sendRequest: (ifMatch) => detachProject(openedAward, ifMatch),
    successMessage: () =>
      `The project is detached. ${formatAwardName(openedAward)} waits for a reviewer again.`,
  });
  const { award } = decision.version;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Detach project"
      icon={<IconUnlink size={16} />}
      color="red"
      blockingReason={findBlockingReason('detach', award)}
      onClose={props.onClose}
      hasAutofocus
    >
      <Text size="sm">
        The project <b>{award.project_data.name || 'of this award'}</b> will no longer belong to{' '}
        {formatAwardName(award)} ({award.identifier}). The project keeps its members and credits.
        The award will be pending again and wait for a reviewer.
      </Text>
      <Text size="sm">
        The awarding portal {award.project_template_data.portal} will be notified (award_changed)
        {decision.delay}.
      </Text>
    </DecisionForm>
  );
}
