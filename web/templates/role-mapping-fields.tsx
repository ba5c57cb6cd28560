/* The fields of the role mapping in the form of a template. */

import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { projectRoles } from '../../src/award/award-enums.ts';
import { projectRoleTexts } from '../members/project-roles.ts';
import { focusOnMount } from './form-field-props.ts';
import { MappingTable } from './mapping-table.tsx';
import { createRoleRow } from './mapping-rows.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-form.ts';

const roleOptions = projectRoles.map((role) => ({
  value: role,
  label: projectRoleTexts[role].name,
}));

/** The project role for each role of the awarding portal. */
export function RoleMappingFields({ editor }: { editor: TemplateEditor }) {
  const { form, isReadOnly } = editor;
  const [addedKey, setAddedKey] = useState('');
  const rows = form.values.role_mapping;
  const add = (): void => {
    const row = createRoleRow();
    setAddedKey(row.key);
    form.setFieldValue('role_mapping', [...rows, row]);
  };
  return (
    <FormSection
      title="Roles"
      description="The project role that members of an award get. Write their role exactly as the awarding portal sends it."
    >
      <MappingTable
        label="Roles"
        headings={['Their role', 'In the project']}
        rows={rows}
        isReadOnly={isReadOnly}
        emptyText="No roles: nobody is invited."
        addLabel="Add a role"
        onAdd={add}
        getRowName={(row) => row.portalRole || 'this role'}
        onRemove={({ key }) =>
          form.setFieldValue(
            'role_mapping',
            rows.filter((row) => row.key !== key),
          )
        }
        error={editor.getError('role_mapping')}
        renderCells={(row, index) => [
          isReadOnly ? (
            row.portalRole
          ) : (
            <TextInput
              key="portalRole"
              aria-label={`Their role ${index + 1}`}
              placeholder="PI"
              spellCheck={false}
              ref={row.key === addedKey ? focusOnMount : null}
              {...editor.getInputProps(`role_mapping.${index}.portalRole`)}
            />
          ),
          isReadOnly ? (
            `${projectRoleTexts[row.role].name} (${row.role})`
          ) : (
            <Select
              key="role"
              aria-label={`Project role for their role ${index + 1}`}
              data={roleOptions}
              {...form.getInputProps(`role_mapping.${index}.role`)}
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
          Members with any other role are not invited.
        </Text>
      )}
    </FormSection>
  );
}
