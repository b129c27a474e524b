// The devices that are signed in as this person, each to be signed out.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { endSession, type OpenSession, openSessions } from '../../api/auth.ts';
import { moment } from '../../format.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import { ErrorPanel, Loaded } from '../../ui/states.tsx';
import s from './AccountPage.module.css';
import { deviceOf } from './device.ts';

const sessionsQuery = queryOptions({ queryKey: ['sessions'], queryFn: openSessions, staleTime: 0 });

function deviceWords(session: OpenSession, t: Messages): string {
  const { kind, name } = deviceOf(session.userAgent);
  return name === '' ? t.accounts.own.unknownDevice : `${t.accounts.own.devices[kind]} · ${name}`;
}

export function SessionsPanel() {
  const t = useT();
  const words = t.accounts.own;
  const queries = useQueryClient();
  const { message } = App.useApp();
  const query = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (session: OpenSession) => endSession(session.token),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      message.success(words.ended);
    },
  });
  return (
    <Panel title={words.sessions}>
      <p className={s.why}>{words.sessionsLead}</p>
      {end.error && <ErrorPanel compact error={end.error} />}
      <Loaded query={query} lines={3}>
        {(sessions) => (
          <ul className={s.sessions}>
            {sessions.map((session) => {
              const device = deviceWords(session, t);
              return (
                <li key={session.token}>
                  <span>
                    <strong>
                      {device} {session.present && <Tag>{words.thisOne}</Tag>}
                    </strong>
                    <span className={s.why}>
                      {[
                        words.since(moment(session.createdAt)),
                        session.ipAddress && words.from(session.ipAddress),
                        words.until(moment(session.expiresAt)),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  {!session.present && (
                    <Button
                      size="small"
                      aria-label={words.endOf(device)}
                      loading={end.isPending && end.variables.token === session.token}
                      onClick={() => end.mutate(session)}
                    >
                      {words.end}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}
