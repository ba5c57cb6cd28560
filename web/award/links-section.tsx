import { Anchor, DataList, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Link } from '../../src/award/award-details.ts';
import type { Award } from '../api/types.ts';
import { getFieldLabel } from '../changes/format-field-value.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { isUuid } from '../parts/uuid.ts';
import { ChangedBadge } from './changed-badge.tsx';
import { AwardSection } from './award-section.tsx';

const linkFields = ['award', 'call', 'renewal', 'project_link'] as const;

/** The links of an award to other pages; nothing where it has none. */
export function LinksSection({ award: { details } }: { award: Award }) {
  const links = linkFields.flatMap((name) => {
    const link = details[name];
    return link?.id || link?.url ? [{ name, link }] : [];
  });
  if (links.length === 0) return null;
  return (
    <AwardSection title="Links">
      <DataList orientation="vertical" gap="xs">
        {links.map(({ name, link }) => (
          <DataList.Item key={name}>
            <DataList.ItemLabel>
              <Group gap="xs" component="span">
                {getFieldLabel(name)}
                <ChangedBadge field={name} />
              </Group>
            </DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>
              {name === 'project_link' ? <ProjectLink link={link} /> : <ExternalLink link={link} />}
            </DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </AwardSection>
  );
}

/** The page of the project here. The stored URL is that of the API, for programs. */
function ProjectLink({ link }: { link: Link }) {
  if (link.id === undefined || !isUuid(link.id)) return <ExternalLink link={link} />;
  return (
    <PageLink to="/projects/$uuid" params={{ uuid: link.id }} inherit>
      Open the project
    </PageLink>
  );
}

/**
 * A link to another site, with its host behind the text, which its author chose; a URL that is not
 * http or https is shown as text.
 */
function ExternalLink({ link: { id, url } }: { link: Link }) {
  if (url === undefined || !isWebUrl(url)) {
    return <MarkedText text={[id, url].filter(Boolean).join(' · ')} />;
  }
  return (
    <>
      <Anchor href={url} target="_blank" rel="noreferrer noopener" inherit>
        <MarkedText text={id ?? url} />{' '}
        <IconExternalLink size={14} aria-label="opens in a new tab" role="img" />
      </Anchor>{' '}
      <Text span size="sm" c="dimmed">
        ({new URL(url).host})
      </Text>
    </>
  );
}

function isWebUrl(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}
