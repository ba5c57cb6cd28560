import { Alert } from '@mantine/core';

/** Why an identity could not be added, by the codes of the sign-on service. */
const messages: Readonly<Record<string, string>> = {
  taken: 'That identity belongs to another account already. Staff can remove it there.',
  refused: 'It was canceled at the provider. Connect again if that was a mistake.',
  failed:
    'The provider did not confirm who you are. Try again; if it fails again, tell the operator.',
};

/** Says why the provider was not connected. The person is still signed in. */
export function LinkingProblem({ problem }: { problem: string }) {
  return (
    <Alert color="orange" variant="light" title="The provider was not connected" role="alert">
      {messages[problem] ?? messages.failed}
    </Alert>
  );
}
