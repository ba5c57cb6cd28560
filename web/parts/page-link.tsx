import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

interface PageAnchorProps extends Omit<AnchorProps, 'href'> {
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link to a page of ours that looks like one, checked as Link is: `to`, `params`, `search`. */
export const PageLink = createLink((props: PageAnchorProps) => <Anchor {...props} />);
