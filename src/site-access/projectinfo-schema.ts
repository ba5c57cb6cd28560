import { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { nullable, Url, urlInput } from '../http/api-schemas.ts';
import { resourcePaths } from '../http/resource-urls.ts';

/** The short name of a project, as scripts that make accounts read it. */
export const ProjectInfoSchema = Type.Object(
  {
    project: Url,
    shortname: nullable(Type.String({ description: 'As in a6a; null for none yet.' })),
    allowed_destinations: nullable(
      Type.String({ description: 'Always null: the template names the offerings of a project.' }),
    ),
  },
  { title: 'ProjectInfo' },
);

const givenFields = {
  shortname: Type.Optional(nullable(Type.String({ maxLength: 100 }))),
  allowed_destinations: Type.Optional(
    nullable(Type.String({ maxLength: 4000, description: 'Null or empty; see the reply.' })),
  ),
};

export const NewProjectInfoBody = Type.Object({
  project: urlInput('URL of the project.', resourcePaths.projects),
  ...givenFields,
});

/** Clients send the project again; the path says which. */
export const ProjectInfoBody = Type.Object({
  project: Type.Optional(urlInput('URL of the project; the path says which.')),
  ...givenFields,
});

/**
 * Refuses to restrict where a project may run: the list would be stored and never looked at. Throws
 * BadInput.
 */
export function requireNoDestinations(given: string | null | undefined): void {
  if (given == null || given.trim() === '') return;
  throw new BadInput(
    'allowed_destinations',
    'Not kept here: the offerings of a project’s template say where it may run.',
  );
}
