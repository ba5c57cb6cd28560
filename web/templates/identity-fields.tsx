import { type InputWrapperProps, SimpleGrid, TextInput } from '@mantine/core';
import { type CustomerOption, CustomerSelect } from '../parts/customer-select.tsx';
import { readOnlyProps } from './form-field-props.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-form.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** Keeps inputs side by side on one line however long their descriptions are. */
const inputOrder: NonNullable<InputWrapperProps['inputWrapperOrder']> = [
  'label',
  'input',
  'error',
  'description',
];

const nameFields = [
  ['name', 'Name', 'The name that requests use, exactly as written: letters, digits, _ and -.'],
  ['portal', 'Awarding portal', 'The portal whose requests use this template: ukri for p1.ukri.'],
  ['offering', 'Offering', 'The resource that requests ask for, such as isambard-ai.'],
] as const;

const customerFields = [
  [
    'provider',
    'Provider',
    'The organisation that provides the offering. Its owners and managers can review awards if they also own the customer.',
  ],
  ['customer', 'Customer', 'The organisation that the projects belong to.'],
] as const;

/** Which requests use the template, and the provider and customer behind it. */
export function IdentityFields({
  editor,
  hasAwards,
}: {
  editor: TemplateEditor;
  hasAwards: boolean;
}) {
  const { getInputProps, isReadOnly } = editor;
  const description = hasAwards
    ? 'Name, awarding portal and offering select the template. They cannot change while awards use it.'
    : 'Name, awarding portal and offering together select the template.';
  return (
    <FormSection title="Which requests use it" description={description}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {nameFields.map(([field, label, description]) => (
          <TextInput
            key={field}
            label={label}
            description={description}
            inputWrapperOrder={inputOrder}
            spellCheck={false}
            autoCapitalize="none"
            withAsterisk={!isReadOnly}
            {...getInputProps(field)}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {customerFields.map(([field, label, description]) => (
          <CustomerField
            key={field}
            label={label}
            description={description}
            inputWrapperOrder={inputOrder}
            value={editor.form.values[field]}
            onChange={(customer) => editor.form.setFieldValue(field, customer)}
            error={editor.getError(field)}
            isReadOnly={isReadOnly}
          />
        ))}
      </SimpleGrid>
    </FormSection>
  );
}

interface CustomerFieldProps {
  inputWrapperOrder: typeof inputOrder;
  label: string;
  description: string;
  value: CustomerOption | null;
  onChange: (customer: CustomerOption | null) => void;
  error: string | undefined;
  isReadOnly: boolean;
}

function CustomerField({ isReadOnly, value, onChange, ...more }: CustomerFieldProps) {
  if (isReadOnly)
    return (
      <TextInput
        {...more}
        value={showHiddenCharacters(value?.name ?? '')}
        {...readOnlyProps(true)}
      />
    );
  return <CustomerSelect {...more} value={value} onChange={onChange} withAsterisk />;
}
