/* The reviewer's guide, which is docs/reviewers.md. */

import { Code, Image, List, Paper, Stack, Text, Title } from '@mantine/core';
import guide from '../../docs/reviewers.md?raw';
import { PageLayout } from '../parts/page-layout.tsx';
import { type GuideBlock, type GuideText, parseGuide } from './parse-guide.ts';

/** The URLs of the pictures by their path in docs/. */
const pictures: Record<string, string> = import.meta.glob(
  '../../docs/images/{desk,award-context,approve}.png',
  { eager: true, query: '?url', import: 'default' },
);

const [title, ...blocks] = parseGuide(guide);

/** The guide on a page of its own. */
export function GuideScreen() {
  return (
    <PageLayout title={title?.kind === 'heading' ? title.text : 'Guide'}>
      <Stack gap="md" maw={860}>
        {blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks never change
          <Block key={index} block={block} />
        ))}
      </Stack>
    </PageLayout>
  );
}

function Block({ block }: { block: GuideBlock }) {
  switch (block.kind) {
    case 'heading':
      return <Title order={2}>{block.text}</Title>;
    case 'image':
      return (
        <Paper withBorder component="figure" m={0} p={0} style={{ overflow: 'hidden' }}>
          <Image src={pictures[`../../docs/${block.file}`]} alt={block.label} />
        </Paper>
      );
    case 'list':
      return (
        <List spacing={6} pr="md">
          {block.items.map((texts) => (
            <List.Item key={texts.map(({ text }) => text).join('')}>
              <Texts texts={texts} />
            </List.Item>
          ))}
        </List>
      );
    case 'paragraph':
      return (
        <Text>
          <Texts texts={block.texts} />
        </Text>
      );
  }
}

const elements = { strong: 'b', emphasis: 'em' } as const;

function Texts({ texts }: { texts: readonly GuideText[] }) {
  return texts.map(({ kind, text }, index) => {
    const key = `${index} ${text}`;
    if (kind === 'plain') return text;
    if (kind === 'code') return <Code key={key}>{text}</Code>;
    const Element = elements[kind];
    return <Element key={key}>{text}</Element>;
  });
}
