import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { MouseEventHandler, ReactNode, Ref } from 'react';

interface PageAnchorProps extends Omit<AnchorProps, 'href'> {
  children?: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
  onClick?: MouseEventHandler<HTMLAnchorElement>;
}

/** A styled link to another screen; `to`, `params` and `search` are type-checked as in Link. */
export const PageLink = createLink((props: PageAnchorProps) => <Anchor {...props} />);
