/* The legal hold of an award: who may read its audit sees it, staff set and lift it. */

import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import type { Award } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { FormFooter } from '../parts/form-footer.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { DateTime } from '../parts/time-format.tsx';
import { useApiForm } from '../parts/use-api-form.ts';
import { readAward } from './award-queries.ts';
import { CommentField } from './comment-field.tsx';
import { checkComment, maxCommentLength } from './comment-rules.ts';
import { changeLegalHold } from './shared-work-queries.ts';

/** Since when and why nothing of the award may be deleted; nothing without a legal hold. */
export function LegalHoldAlert({ award }: { award: Award }) {
  const { legal_hold_since: since, legal_hold_reason: reason } = award;
  if (since === null) return null;
  return (
    <Alert color="red" variant="light" icon={<IconLock />} title="Under legal hold">
      <Text size="sm">
        Since <DateTime time={since} />. Nothing of this award is deleted, and nobody who has to do
        with it is erased, until staff lift the hold. Everything else goes on.
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <MarkedText text={reason ?? ''} />
      </Text>
    </Alert>
  );
}

interface LegalHoldProps {
  award: Award;
  /** Called after the reader has set or lifted the hold. */
  onDone: () => Promise<void>;
}

/** For staff: whether there is a legal hold, and the button that sets or lifts it. */
export function LegalHoldField({ award, onDone }: LegalHoldProps) {
  const [isOpen, setOpen] = useState(false);
  const isHeld = award.legal_hold_since !== null;
  const label = isHeld ? 'Lift legal hold' : 'Set legal hold';
  return (
    <>
      {isHeld ? 'Yes' : 'No'}{' '}
      <Button size="compact-xs" variant="subtle" className="no-print" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <FormDialog opened={isOpen} onClose={() => setOpen(false)} title={label}>
        <LegalHoldForm award={award} onDone={onDone} onClose={() => setOpen(false)} />
      </FormDialog>
    </>
  );
}

function LegalHoldForm({ award, onDone, onClose }: LegalHoldProps & { onClose: () => void }) {
  const client = useQueryClient();
  const [isLifting] = useState(award.legal_hold_since !== null);
  const { form, formProps, ...sending } = useApiForm({
    initialValues: { reason: '' },
    validate: {
      reason: checkComment({
        maxLength: maxCommentLength,
        requiredMessage: 'A reason is required.',
      }),
    },
    onSend: async ({ reason }) => {
      await changeLegalHold(award, { isLifting, reason: reason.trim() });
      showSuccess(isLifting ? 'The legal hold is lifted.' : 'The award is under legal hold.');
      await onDone().catch(() => {});
      onClose();
      void client.invalidateQueries({ queryKey: queryKeys.audit });
    },
    checkOutcome: async () => {
      const { legal_hold_since: since } = (await readAward(award)).award;
      if ((since === null) !== isLifting) return null;
      return isLifting ? 'The legal hold is lifted.' : 'The award is under legal hold.';
    },
  });
  return (
    <form {...formProps} aria-label="Legal hold">
      <Stack>
        <Text size="sm">
          {isLifting
            ? 'What is older than the settings allow will be deleted by the next clean-up, and people of the award can be erased again.'
            : 'Until it is lifted, nothing of this award is deleted: not the award, no note, no job, no mail, no delivery. Nobody who has to do with it can be erased.'}
        </Text>
        <CommentField
          label="Reason"
          description="The audit of the award has it. It is never sent."
          maxLength={maxCommentLength}
          required
          hasAutofocus
          value={form.values.reason}
          {...form.getInputProps('reason')}
        />
        <FormFooter
          submitLabel={isLifting ? 'Lift legal hold' : 'Set legal hold'}
          {...sending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
