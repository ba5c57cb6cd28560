/* The card of a screen that shows the fields of a thing, and edits them in place. */

import { Button, Card, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { UnsavedChangesGuard } from './unsaved-changes-guard.tsx';

interface EditableCardProps {
  title: string;
  /** The form in the place of the fields; it calls `close` when it is saved or canceled. */
  renderForm: (close: () => void) => ReactNode;
  /** The fields. */
  children: ReactNode;
}

/** Shows fields; staff get a button that edits them. What they typed is not lost without a question. */
export function EditableCard({ title, renderForm, children }: EditableCardProps) {
  const me = useMe();
  const [isEditing, editing] = useDisclosure();
  return (
    <Card withBorder component="section" aria-labelledby="about">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="about">
          {title}
        </Title>
        {mayManage(me) && !isEditing && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} />}
            onClick={editing.open}
          >
            Edit
          </Button>
        )}
      </Group>
      {isEditing ? <EditedFields>{renderForm(editing.close)}</EditedFields> : children}
    </Card>
  );
}

function EditedFields({ children }: { children: ReactNode }) {
  const hasText = useRef(false);
  return (
    <div onInput={() => (hasText.current = true)}>
      {children}
      <UnsavedChangesGuard isDirty={() => hasText.current} />
    </div>
  );
}
