import type { ReactNode } from 'react';
import type { Award } from '../api/types.ts';
import { UsedShare } from '../usage/used-credits.tsx';

/** What the project of an award used; nothing for an award without credits. */
export const renderUsed = ({ project_data: project }: Award): ReactNode =>
  'credits' in project && <UsedShare uuid={project.uuid} credits={project.credits} />;
