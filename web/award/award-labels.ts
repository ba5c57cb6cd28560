import { displayName } from '../../src/award/award-details.ts';
import type { MembershipControl } from '../../src/award/award-enums.ts';
import type { Award } from '../api/types.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** The display name of an award in a sentence; what cannot be seen in it is shown by its code. */
export const formatAwardName = (award: Pick<Award, 'identifier' | 'details'>): string =>
  showHiddenCharacters(getAwardName(award));

/** The display name of an award as the API returns it, for MarkedText. */
export const getAwardName = ({
  identifier,
  details,
}: Pick<Award, 'identifier' | 'details'>): string =>
  displayName({ name: details.name, identifier });

/** What each membership control means (docs/rules/awards.md, A6.3). */
export const membershipControlDescriptions: Readonly<Record<MembershipControl, string>> = {
  open: 'Members of the award are invited. All other changes of members and roles are made here.',
  members_only: 'Roles follow the award. Members are added and removed here.',
  roles_only:
    'Membership follows the award: people whom it no longer names lose access. Roles are set here.',
  locked: 'Membership and roles follow the award: people whom it no longer names lose access.',
};
