/* The table of the log of mails. */

import { Badge, Button, Table, Text } from '@mantine/core';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import type { SentMail } from '../api/types.ts';
import { createAuditedRequest } from '../parts/audited-request.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { mailStates } from './mail-state.ts';

interface MailTableProps {
  mails: readonly SentMail[];
  /** Asks before an action, in a dialog that outlives the table: the action may empty it. */
  onChoose: (action: DialogAction) => void;
}

export function MailTable({ mails, onChoose }: MailTableProps) {
  const me = useMe();
  return (
    <ColumnTable
      minWidth={760}
      aria-label="Sent mails"
      highlightOnHover
      columns={['Recipient', 'Subject', 'State', 'When']}
      hasActions
    >
      {mails.map((mail) => (
        <Table.Tr key={mail.uuid} style={{ verticalAlign: 'top' }}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Recipient mail={mail} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            {mail.subject === '' ? mail.kind : mail.subject}
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <MailStateCell mail={mail} />
          </Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>
            <RelativeTime time={mail.finished ?? mail.last_attempt ?? mail.created} />
          </Table.Td>
          <Table.Td>
            {mayManage(me) && mail.state !== 'sending' && (
              <Button size="compact-sm" variant="light" onClick={() => onChoose(sendAgain(mail))}>
                Send again
              </Button>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

/** The action that sends a mail a second time. */
function sendAgain({ uuid, recipient, subject }: SentMail): DialogAction {
  const done = `The mail to ${recipient} will be sent again.`;
  return {
    title: 'Send this mail again?',
    label: 'Send again',
    color: 'blue',
    explanation: `${recipient} gets “${subject}” a second time.`,
    ...createAuditedRequest({
      filter: { action: 'settings.mail_sent_again', subject_uuid: uuid },
      send: async () => {
        const params = { path: { uuid } };
        await readBody(api.POST('/api/mail-log/{uuid}/send_again/', { params }));
        return done;
      },
      happenedSentence: done,
    }),
  };
}

function Recipient({ mail: { person_uuid: uuid, recipient } }: { mail: SentMail }) {
  if (uuid === null) return recipient;
  return (
    <PageLink to="/people/$uuid" params={{ uuid }} size="sm">
      {recipient}
    </PageLink>
  );
}

function MailStateCell({ mail: { state, attempts, last_error } }: { mail: SentMail }) {
  const { label, color } = mailStates[state];
  return (
    <>
      <Badge variant="light" color={color}>
        {label}
      </Badge>
      {attempts > 1 && (
        <Text size="xs" c="dimmed">
          {attempts} attempts
        </Text>
      )}
      {last_error !== null && <Text size="xs">{last_error}</Text>}
    </>
  );
}
