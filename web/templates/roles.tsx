import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { projectRoles } from '../../src/award/vocabulary.ts';
import { projectRole, roleWords } from '../projects/roles.ts';
import { focusOnce } from './fields.ts';
import { Mapping } from './mapping.tsx';
import { newRole, type RoleRow } from './rows.ts';
import { Section } from './section.tsx';
import type { Editing } from './use-draft.ts';

const choices = projectRoles.map((role) => ({
  value: role,
  label: `${roleWords[role]} (${role})`,
}));

/** What the roles of an awarding portal become here. */
export function Roles({ editing }: { editing: Editing }) {
  const { draft, set, errorOf, rowErrorOf, isReadOnly } = editing;
  const [addedId, setAddedId] = useState(0);
  const rows = draft.role_mapping;
  const put = (roles: RoleRow[]): void => set({ role_mapping: roles });
  const change = (id: number, typed: Partial<RoleRow>): void =>
    put(rows.map((row) => (row.id === id ? { ...row, ...typed } : row)));
  const add = (): void => {
    const added = newRole();
    setAddedId(added.id);
    put([...rows, added]);
  };
  return (
    <Section
      title="Roles"
      about="What a member of an award becomes in the project. Their role is written exactly as the awarding portal sends it."
    >
      <Mapping
        label="Roles"
        heads={['Their role', 'Becomes here']}
        rows={rows}
        isReadOnly={isReadOnly}
        none="No role is mapped: nobody is invited."
        addWords="Add a role"
        onAdd={add}
        nameOf={(row) => row.word || 'this role'}
        onRemove={({ id }) => put(rows.filter((row) => row.id !== id))}
        error={errorOf('role_mapping')}
        cells={(row, place) => [
          isReadOnly ? (
            row.word
          ) : (
            <TextInput
              key="word"
              aria-label={`Their role ${place}`}
              placeholder="PI"
              value={row.word}
              onChange={(event) => change(row.id, { word: event.currentTarget.value })}
              error={rowErrorOf(row.id)}
              spellCheck={false}
              ref={row.id === addedId ? focusOnce : null}
            />
          ),
          isReadOnly ? (
            roleWords[row.role]
          ) : (
            <Select
              key="role"
              aria-label={`What their role ${place} becomes`}
              data={choices}
              value={row.role}
              onChange={(role) => change(row.id, { role: projectRole(role ?? '') ?? row.role })}
              allowDeselect={false}
            />
          ),
        ]}
      />
      {rows.length > 0 && (
        <Text size="sm" c="dimmed">
          Who comes with a role that is not here is not invited.
        </Text>
      )}
    </Section>
  );
}
