import './dialog-footer.css';
import type { ReactNode } from 'react';

/** The buttons at the end of a dialog; they stay in sight while what is above them scrolls. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="dialog-footer">{children}</div>;
}
