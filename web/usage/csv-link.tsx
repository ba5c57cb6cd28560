import { Anchor } from '@mantine/core';
import { basePath } from '../api/base-path.ts';

interface CsvLinkProps {
  report: 'usage' | 'storage';
  projectUuid: string;
  /** What the file has, for screen readers. */
  label: string;
}

/** A link that saves the figures of a project by day and person as CSV. */
export function CsvLink({ report, projectUuid, label }: CsvLinkProps) {
  const path = `${basePath}/api/openportal-project-${report}-reports/export/`;
  return (
    <Anchor size="xs" href={`${path}?project_uuid=${projectUuid}`} download aria-label={label}>
      CSV
    </Anchor>
  );
}
