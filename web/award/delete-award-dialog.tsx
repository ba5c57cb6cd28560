import { Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { formatAwardName } from './award-labels.ts';
import { DecisionForm } from './decision-form.tsx';
import { deleteAward } from './decision-requests.ts';
import { type DecisionDialogProps, useDecision } from './use-decision.ts';

/** Deletes the record of the award, then opens the desk. The project and the audit stay. */
export function DeleteAwardDialog(props: DecisionDialogProps) {
  const navigate = useNavigate();
  const { award: openedAward } = props.version;
  const decision = useDecision({
    ...props,
    action: 'delete',
    initialValues: {},
    sendRequest: (ifMatch) => deleteAward(openedAward, ifMatch),
    successMessage: (_values, delay) =>
      `${formatAwardName(openedAward)} is deleted. The awarding portal will be notified${delay}.`,
    onDone: () => navigate({ to: '/' }),
  });
  const { award } = decision.version;
  const { url, name } = award.project_data;
  return (
    <DecisionForm
      decision={decision}
      actionLabel="Delete"
      icon={<IconTrash size={16} />}
      color="red"
      blockingReason={null}
      onClose={props.onClose}
    >
      <Text size="sm">
        The record of {formatAwardName(award)} ({award.identifier}) will be deleted, with its notes
        and its decision. This cannot be undone.{' '}
        {url === '' ? '' : `The project ${name} stays, without an award. `}
        The audit keeps the history, which staff can read.
      </Text>
      <Text size="sm">
        The awarding portal {award.project_template_data.portal} will be notified (award_removed)
        {decision.delay}. If it sends the request again, the award arrives as a new one.
      </Text>
    </DecisionForm>
  );
}
