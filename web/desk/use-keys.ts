import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Award } from '../api/types.ts';
import { nameOf } from './awards.ts';
import { rowId } from './table.tsx';

interface KeysOptions {
  awards: readonly Award[];
  isSelectable: (award: Award) => boolean;
  onToggle: (award: Award) => void;
  /** The award that is marked is asked about, unless others are selected. */
  onDecide: (action: 'approve' | 'reject', here: Award | undefined) => void;
}

/** j and k mark a row, Enter opens it, x selects it, a and r decide; not while somebody types. */
export function useKeys({ awards, isSelectable, onToggle, onDecide }: KeysOptions) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const index = awards.findIndex((award) => nameOf(award) === name);
  const here = awards[index];
  const move = (step: number): void => {
    const next = awards[Math.min(awards.length - 1, Math.max(0, index + step))];
    if (next === undefined) return;
    setName(nameOf(next));
    document.getElementById(rowId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const open = (): void => {
    if (here === undefined) return;
    const { identifier, destination } = here;
    void navigate({ to: '/awards/$identifier/$destination', params: { identifier, destination } });
  };
  useHotkeys(
    [
      ['j', () => move(1)],
      ['k', () => move(-1)],
      ['Enter', open, { preventDefault: false }],
      ['x', () => here && isSelectable(here) && onToggle(here)],
      ['a', () => onDecide('approve', here)],
      ['r', () => onDecide('reject', here)],
    ],
    // Where Enter or a letter means something of its own.
    ['INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'A'],
  );
  return { here, setHere: (award: Award): void => setName(nameOf(award)) };
}
