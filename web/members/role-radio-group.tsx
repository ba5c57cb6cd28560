import { Radio, Stack } from '@mantine/core';
import type { RoleText } from './role-text.ts';

interface RoleRadioGroupProps<Role extends string> {
  roleTexts: Readonly<Record<Role, RoleText>>;
  value?: string;
  onChange?: (role: string) => void;
}

/** Chooses one of the roles of a customer or project. */
export function RoleRadioGroup<Role extends string>({
  roleTexts,
  ...inputProps
}: RoleRadioGroupProps<Role>) {
  return (
    <Radio.Group label="Role" {...inputProps}>
      <Stack gap="xs" mt="xs">
        {(Object.keys(roleTexts) as Role[]).map((role) => (
          <Radio
            key={role}
            value={role}
            label={roleTexts[role].name}
            description={roleTexts[role].description}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
