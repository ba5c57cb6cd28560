import { Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { remove } from './requests.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Takes the record away; its project and its history stay. */
export function DeleteDialog({ seen: opened, onClose }: DialogProps) {
  const navigate = useNavigate();
  const decision = useDecision({
    opened,
    send: (ifMatch) => remove(opened.award, ifMatch),
    done: `${nameOf(opened.award)} is deleted. Its awarding portal is told.`,
    // Nothing is left to look at here.
    onDone: () => navigate({ to: '/' }),
    onClose,
  });
  const { award } = decision.seen;
  const { url, name } = award.project_data;
  return (
    <DecisionForm
      decision={decision}
      words="Delete"
      icon={<IconTrash size={16} />}
      color="red"
      reason={null}
      onClose={onClose}
    >
      <Text size="sm">
        The record of {nameOf(award)} ({award.identifier}) will be deleted for good, with its notes
        and its decision. {url === '' ? '' : `The project ${name} stays, managed by no award. `}
        What happened stays in the audit, which staff can read.
      </Text>
      <Text size="sm">
        The awarding portal {award.project_template_data.portal} is told (award_removed). If it asks
        again, the award arrives anew.
      </Text>
    </DecisionForm>
  );
}
