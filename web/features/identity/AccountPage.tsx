// 我的账号: post and region, how pages look, the second step of signing in, password, and devices signed in.
import { useQuery } from '@tanstack/react-query';
import { Segmented, Switch } from 'antd';
import { placesQuery } from '../../api/queries.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { choose, type Language, useSettings } from '../../settings.ts';
import { Columns, Facts, Panel } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PasswordPanel } from './PasswordPanel.tsx';
import { SecondStepPanel } from './SecondStepPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';

export function Component() {
  const t = useT();
  const words = t.shell.account;
  const me = useSession();
  const { language, largeType } = useSettings();
  const { data: places } = useQuery(placesQuery);
  const place = places?.find((known) => known.code === me.region)?.name ?? me.region;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <Columns>
        <Panel title={me.name}>
          <Facts
            items={[
              { label: words.post, value: t.roles[me.role] },
              { label: words.region, value: place },
              {
                label: words.language,
                value: (
                  <Segmented<Language>
                    aria-label={words.language}
                    value={language}
                    options={[
                      { value: 'zh', label: '中文' },
                      { value: 'en', label: 'English' },
                    ]}
                    onChange={(chosen) => choose({ language: chosen })}
                  />
                ),
              },
              {
                label: words.largeType,
                value: (
                  <Switch
                    aria-label={words.largeType}
                    checked={largeType}
                    onChange={(on) => choose({ largeType: on })}
                  />
                ),
              },
            ]}
          />
        </Panel>
        <SecondStepPanel />
        <PasswordPanel />
        <SessionsPanel />
      </Columns>
    </>
  );
}
