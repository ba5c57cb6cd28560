import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { projectRoles } from '../../src/award/enums.ts';
import { parseProjectRole, projectRoleLabels } from '../projects/project-roles.ts';
import { focusOnMount } from './field-props.ts';
import { MappingTable } from './mapping-table.tsx';
import { createRoleRow, type RoleRow } from './mapping-rows.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-draft.ts';

const roleOptions = projectRoles.map((role) => ({ value: role, label: projectRoleLabels[role] }));

/** What the roles of an awarding portal become here. */
export function RoleMappingFields({ editing }: { editing: TemplateEditor }) {
  const { draft, update: set, getError: errorOf, getRowError: rowErrorOf, isReadOnly } = editing;
  const [addedId, setAddedId] = useState(0);
  const rows = draft.role_mapping;
  const put = (roles: RoleRow[]): void => set({ role_mapping: roles });
  const change = (id: number, typed: Partial<RoleRow>): void =>
    put(rows.map((row) => (row.id === id ? { ...row, ...typed } : row)));
  const add = (): void => {
    const added = createRoleRow();
    setAddedId(added.id);
    put([...rows, added]);
  };
  return (
    <FormSection
      title="Roles"
      about="What a member of an award becomes in the project. Their role is written exactly as the awarding portal sends it."
    >
      <MappingTable
        label="Roles"
        headings={['Their role', 'In the project']}
        rows={rows}
        isReadOnly={isReadOnly}
        emptyText="No role is mapped: nobody is invited."
        addLabel="Add a role"
        onAdd={add}
        getRowName={(row) => row.portalRole || 'this role'}
        onRemove={({ id }) => put(rows.filter((row) => row.id !== id))}
        error={errorOf('role_mapping')}
        renderCells={(row, place) => [
          isReadOnly ? (
            row.portalRole
          ) : (
            <TextInput
              key="word"
              aria-label={`Their role ${place}`}
              placeholder="PI"
              value={row.portalRole}
              onChange={(event) => change(row.id, { portalRole: event.currentTarget.value })}
              error={rowErrorOf(row.id)}
              spellCheck={false}
              ref={row.id === addedId ? focusOnMount : null}
            />
          ),
          isReadOnly ? (
            `${projectRoleLabels[row.role]} (${row.role})`
          ) : (
            <Select
              key="role"
              aria-label={`What their role ${place} becomes`}
              data={roleOptions}
              value={row.role}
              onChange={(role) =>
                change(row.id, { role: parseProjectRole(role ?? '') ?? row.role })
              }
              allowDeselect={false}
              renderOption={({ option }) => (
                <div>
                  {option.label}
                  <Text size="xs" c="dimmed">
                    {option.value}
                  </Text>
                </div>
              )}
            />
          ),
        ]}
      />
      {rows.length > 0 && (
        <Text size="sm" c="dimmed">
          Who comes with a role that is not here is not invited.
        </Text>
      )}
    </FormSection>
  );
}
