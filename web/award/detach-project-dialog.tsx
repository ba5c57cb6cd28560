import { Text } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { detachProject } from './decision-requests.ts';
import { findBlockingReason } from './action-rules.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Unlinks the project, which stays; the award waits again. */
export function DetachProjectDialog({ version: opened, onClose, onDone }: DecisionDialogProps) {
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: (ifMatch) => detachProject(opened.award, ifMatch),
    successMessage: `The project is detached; ${formatAwardName(opened.award)} waits for a reviewer again.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Detach project"
      icon={<IconUnlink size={16} />}
      color="red"
      blockingReason={findBlockingReason('detach', award)}
      onClose={onClose}
    >
      <Text size="sm">
        The project <b>{award.project_data.name || 'of this award'}</b> will no longer belong to{' '}
        {formatAwardName(award)} ({award.identifier}). It stays as it is, with its members and
        credits. The award will be pending again and wait for a reviewer.
      </Text>
      <Text size="sm">
        The awarding portal {award.project_template_data.portal} is told (award_changed).
      </Text>
    </DecisionForm>
  );
}
