import { Anchor, DataList, Group } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Link } from '../../src/award/details.ts';
import type { Award } from '../api/types.ts';
import { fieldInWords } from '../parts/detail-changes.ts';
import { Changed } from './changed.tsx';
import { Section } from './section.tsx';

const names = ['award', 'call', 'renewal', 'project_link'] as const;

/** Where more can be read. */
export function LinksSection({ award: { details } }: { award: Award }) {
  const links = names.flatMap((name) => {
    const link = details[name];
    return link?.id || link?.url ? [{ name, link }] : [];
  });
  if (links.length === 0) return null;
  return (
    <Section title="Links">
      <DataList orientation="vertical" gap="xs">
        {links.map(({ name, link }) => (
          <DataList.Item key={name}>
            <DataList.ItemLabel>
              <Group gap="xs" component="span">
                {fieldInWords(name)}
                <Changed field={name} />
              </Group>
            </DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>
              <Outside link={link} />
            </DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Section>
  );
}

/** A link to outside, where it is one of the web's; what else came is shown as text. */
function Outside({ link: { id, url } }: { link: Link }) {
  if (url === undefined || !isOfTheWeb(url)) return [id, url].filter(Boolean).join(' · ');
  return (
    <Anchor href={url} target="_blank" rel="noreferrer noopener" inherit>
      {id ?? url} <IconExternalLink size={14} aria-label="opens elsewhere" role="img" />
    </Anchor>
  );
}

function isOfTheWeb(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}
