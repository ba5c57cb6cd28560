import { Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { DecisionForm, type DecisionDialogProps } from './decision-form.tsx';
import { deleteAward } from './decision-requests.ts';
import { useDecision } from './use-decision.ts';
import { formatAwardName } from './award-labels.ts';

/** Takes the record away; its project and its history stay. */
export function DeleteAwardDialog({ version: opened, onClose }: DecisionDialogProps) {
  const navigate = useNavigate();
  const decision = useDecision({
    initialVersion: opened,
    sendRequest: (ifMatch) => deleteAward(opened.award, ifMatch),
    successMessage: `${formatAwardName(opened.award)} is deleted. Its awarding portal is told.`,
    // Nothing is left to look at here.
    onDone: () => navigate({ to: '/' }),
    onClose,
  });
  const { award } = decision.seen;
  const { url, name } = award.project_data;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Delete"
      icon={<IconTrash size={16} />}
      color="red"
      blockingReason={null}
      onClose={onClose}
    >
      <Text size="sm">
        The record of {formatAwardName(award)} ({award.identifier}) will be deleted for good, with
        its notes and its decision.{' '}
        {url === '' ? '' : `The project ${name} stays, managed by no award. `}
        What happened stays in the audit, which staff can read.
      </Text>
      <Text size="sm">
        The awarding portal {award.project_template_data.portal} is told (award_removed). If it asks
        again, the award arrives anew.
      </Text>
    </DecisionForm>
  );
}
