import { type InputWrapperProps, SimpleGrid, TextInput } from '@mantine/core';
import { type CustomerOption, CustomerSelect } from '../parts/customer-select.tsx';
import { readOnlyProps } from './field-props.ts';
import { FormSection } from './form-section.tsx';
import type { TemplateEditor } from './use-template-draft.ts';

/** Side by side, fields stand in one line whatever is said about them. */
const inputOrder: NonNullable<InputWrapperProps['inputWrapperOrder']> = [
  'label',
  'input',
  'error',
  'description',
];

const nameFields = [
  ['name', 'Name', 'What requests call it, exactly so: letters, digits, _ and -.'],
  ['portal', 'Awarding portal', 'Whose requests it is for, as in p1.ukri: ukri.'],
  ['offering', 'Offering', 'What is asked for here, such as isambard-ai.'],
] as const;

const customerFields = [
  [
    'provider',
    'Provider',
    'The organisation that provides the offering. Its owners and managers review, if they own the customer as well.',
  ],
  ['customer', 'Customer', 'The organisation that the projects are made in.'],
] as const;

/** Which requests it is for, and who stands behind it. */
export function IdentityFields({ editing, isHeld }: { editing: TemplateEditor; isHeld: boolean }) {
  const { draft, update: set, getError: errorOf, isReadOnly } = editing;
  const about = isHeld
    ? 'A request finds it by name, awarding portal and offering, which stay while awards of it are held.'
    : 'A request finds it by name, awarding portal and offering together.';
  return (
    <FormSection title="Which requests it is for" about={about}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {nameFields.map(([field, label, description]) => (
          <TextInput
            key={field}
            label={label}
            description={description}
            inputWrapperOrder={inputOrder}
            value={draft[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
            error={errorOf(field)}
            maxLength={255}
            spellCheck={false}
            autoCapitalize="none"
            withAsterisk={!isReadOnly}
            {...readOnlyProps(isReadOnly)}
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
            value={draft[field]}
            onChange={(customer) => set({ [field]: customer })}
            error={errorOf(field)}
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
  if (isReadOnly) return <TextInput {...more} value={value?.name ?? ''} {...readOnlyProps(true)} />;
  return <CustomerSelect {...more} value={value} onChange={onChange} withAsterisk />;
}
