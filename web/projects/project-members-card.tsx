import type { Project } from '../api/types.ts';
import { membershipControlDescriptions } from '../award/award-labels.ts';
import { MembersCard } from '../members/members-card.tsx';
import { projectRoleScope } from '../members/project-role-scope.ts';
import { useProjectAwards } from './project-award.tsx';

/** Who is in a project and who is invited, and what its award says about them. */
export function ProjectMembersCard({ project }: { project: Project }) {
  return (
    <MembersCard
      scope={projectRoleScope(project)}
      note={
        <>
          An invitation becomes a membership when a person with that e-mail address signs in.{' '}
          <MembershipControlNote project={project} />
        </>
      }
    />
  );
}

function MembershipControlNote({ project }: { project: Project }) {
  const [award] = useProjectAwards(project).data?.items ?? [];
  return award && membershipControlDescriptions[award.details.membership_control ?? 'open'];
}
