import { Popover, type PopoverDropdownProps } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useOpenedOnMount } from '../parts/use-opened-on-mount.ts';

interface OpenedMenuButtonProps {
  ref: Ref<HTMLButtonElement>;
  onClick: () => void;
}

interface OpenedMenuProps extends Pick<PopoverDropdownProps, 'mah' | 'style'> {
  /** The name of the dropdown. */
  label: string;
  /** In pixels; without it as wide as the content. */
  width?: number;
  button: (props: OpenedMenuButtonProps) => ReactNode;
  children: (close: () => void) => ReactNode;
}

/** A button and its dropdown, which is open when it appears and keeps the focus until it closes. */
export function OpenedMenu(props: OpenedMenuProps) {
  const { label, width = 'max-content', button: renderButton, children, ...dropdown } = props;
  const { button, isOpen, setOpen } = useOpenedOnMount();
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={width}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        {renderButton({ ref: button, onClick: () => setOpen(!isOpen) })}
      </Popover.Target>
      <Popover.Dropdown aria-label={label} aria-labelledby={undefined} {...dropdown}>
        {children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
