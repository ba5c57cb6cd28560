import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatNodeHours } from '../machines/node-hours.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { CreditFigures } from '../usage/credit-figures.tsx';
import { toUsedSeconds } from '../usage/describe-credits.ts';
import { templateUsageQuery } from '../usage/usage-queries.ts';
import { FormSection } from './form-section.tsx';

/** What the projects of the approved awards of a template were granted, used and have left. */
export function TemplateUsageCard({ uuid }: { uuid: string }) {
  const usage = useQuery(templateUsageQuery(uuid));
  return (
    <FormSection
      title="Credits and use"
      description="Of the projects of all approved awards of this template that you may see."
    >
      <QueryContent query={usage} rows={3}>
        {({ awards, credits, used_credits, ...seconds }) =>
          awards === 0 ? (
            <Text size="sm">No award of this template is approved.</Text>
          ) : (
            <>
              <Text size="sm">
                {awards.toLocaleString('en')} approved {awards === 1 ? 'award' : 'awards'},{' '}
                {formatNodeHours(seconds.used_seconds)} used
              </Text>
              <CreditFigures
                label="Credits and use"
                granted={credits}
                used={used_credits}
                seconds={toUsedSeconds(seconds)}
              />
            </>
          )
        }
      </QueryContent>
    </FormSection>
  );
}
