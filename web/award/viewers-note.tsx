import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';
import type { AwardKey } from './award-queries.ts';
import { viewersQuery } from './shared-work-queries.ts';

/** Who else looks at the award now; nothing where nobody does, or where the reader may not know. */
export function ViewersNote({ awardKey }: { awardKey: AwardKey }) {
  const { data: viewers = [] } = useQuery(viewersQuery(awardKey));
  const names = viewers.map(({ full_name: name }) => showHiddenCharacters(name));
  return (
    <Text
      size="sm"
      role="status"
      className="no-print"
      {...(names.length === 0 && { hidden: true })}
    >
      {names.length > 0 &&
        `${new Intl.ListFormat('en').format(names)} ${names.length === 1 ? 'is' : 'are'} looking at this award, too.`}
    </Text>
  );
}
