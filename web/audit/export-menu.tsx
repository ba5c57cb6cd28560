import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type AuditSearch, buildExportUrl, type CsvVariant } from './audit-search.ts';

const variants: readonly (readonly [CsvVariant, string])[] = [
  ['semicolon', 'For spreadsheets, semicolons'],
  ['comma', 'For spreadsheets, commas'],
  ['plain', 'For programs, commas, no byte order mark'],
];

/** Exports what the filters find, in the order of the list, in a form that one chooses. */
export function ExportMenu({ search }: { search: AuditSearch }) {
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          Export as CSV
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {variants.map(([variant, label]) => (
          <Menu.Item
            key={variant}
            component="a"
            href={buildExportUrl(search, variant)}
            download="audit.csv"
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
