import type { Overview } from '../api/types.ts';
import { GrantedAndUsed } from './granted-and-used.tsx';

type CreditSums = Pick<Overview, 'credits_by_template' | 'credits_by_portal'>;

/** What was granted and used of all approved awards, by template and by awarding portal. */
export function GrantedAndUsedCredits({
  credits_by_template: byTemplate,
  credits_by_portal: byPortal,
}: CreditSums) {
  return (
    <>
      <GrantedAndUsed
        title="Granted and used by template"
        subject="Template"
        rows={byTemplate.map(({ template_uuid, template, portal, offering, ...sums }) => ({
          ...sums,
          key: template_uuid,
          name: template,
          note: `${portal} → ${offering}`,
        }))}
      />
      <GrantedAndUsed
        title="Granted and used by awarding portal"
        subject="Portal"
        rows={byPortal.map(({ portal, ...sums }) => ({ ...sums, key: portal, name: portal }))}
      />
    </>
  );
}
