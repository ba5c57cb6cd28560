import { SimpleGrid, TextInput } from '@mantine/core';
import { type ChosenCustomer, CustomerSelect } from '../parts/customer-select.tsx';
import { readOnlyLook } from './fields.ts';
import { Section } from './section.tsx';
import type { Editing } from './use-draft.ts';

const names = [
  ['name', 'Name', 'What requests call it, exactly so: letters, digits, _ and -.'],
  ['portal', 'Awarding portal', 'Whose requests it is for, as in p1.ukri: ukri.'],
  ['offering', 'Offering', 'What is asked for here, such as isambard-ai.'],
] as const;

const customers = [
  [
    'provider',
    'Provider',
    'Provides the offering. Its owners and managers review, if they own the customer, too.',
  ],
  ['customer', 'Customer', 'The organisation that the projects are made in.'],
] as const;

/** Which requests it is for, and who stands behind it. */
export function Identity({ editing, isHeld }: { editing: Editing; isHeld: boolean }) {
  const { draft, set, errorOf, isReadOnly } = editing;
  const about = isHeld
    ? 'A request finds it by name, awarding portal and offering, which stay while awards of it are held.'
    : 'A request finds it by name, awarding portal and offering together.';
  return (
    <Section title="Which requests it is for" about={about}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {names.map(([field, label, description]) => (
          <TextInput
            key={field}
            label={label}
            description={description}
            value={draft[field]}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
            error={errorOf(field)}
            maxLength={255}
            spellCheck={false}
            autoCapitalize="none"
            withAsterisk={!isReadOnly}
            {...readOnlyLook(isReadOnly)}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {customers.map(([field, label, description]) => (
          <Organisation
            key={field}
            label={label}
            description={description}
            value={draft[field]}
            onChange={(customer) => set({ [field]: customer })}
            error={errorOf(field)}
            isReadOnly={isReadOnly}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}

interface OrganisationProps {
  label: string;
  description: string;
  value: ChosenCustomer | null;
  onChange: (customer: ChosenCustomer | null) => void;
  error: string | undefined;
  isReadOnly: boolean;
}

function Organisation({ isReadOnly, value, onChange, ...more }: OrganisationProps) {
  if (isReadOnly) return <TextInput {...more} value={value?.name ?? ''} {...readOnlyLook(true)} />;
  return <CustomerSelect {...more} value={value} onChange={onChange} withAsterisk />;
}
