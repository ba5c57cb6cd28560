import { Text } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { DecisionForm, type DialogProps } from './decision-dialog.tsx';
import { detach } from './requests.ts';
import { whyNot } from './rules.ts';
import { useDecision } from './use-decision.ts';
import { nameOf } from './words.ts';

/** Unlinks the project, which stays; the award waits again. */
export function DetachDialog({ seen: opened, onClose, onDone }: DialogProps) {
  const decision = useDecision({
    opened,
    send: (ifMatch) => detach(opened.award, ifMatch),
    done: `The project is detached; ${nameOf(opened.award)} waits for a reviewer again.`,
    onDone,
    onClose,
  });
  const { award } = decision.seen;
  return (
    <DecisionForm
      decision={decision}
      words="Detach project"
      icon={<IconUnlink size={16} />}
      color="red"
      reason={whyNot('detach', award)}
      onClose={onClose}
    >
      <Text size="sm">
        The project <b>{award.project_data.name || 'of this award'}</b> will no longer belong to{' '}
        {nameOf(award)} ({award.identifier}). It stays as it is, with its members and credits. The
        award will be pending again and wait for a reviewer.
      </Text>
      <Text size="sm">
        The awarding portal {award.project_template_data.portal} is told (award_changed).
      </Text>
    </DecisionForm>
  );
}
