// Under the editor: the changed table tried on the whole county, when asked.
import { useState } from 'react';
import { useT } from '../../../messages/index.tsx';
import { useSession } from '../../../session.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Panel } from '../../../ui/Layout.tsx';
import type { JdmContent } from '../queries.ts';
import { TrialOf, type TrialTables } from './TrialOf.tsx';
import s from './trial.module.css';

export interface TrialSectionProps {
  readonly tables: TrialTables;
  readonly content: JdmContent;
  /** Why the table cannot be tried now; null when it can. */
  readonly whyNot: string | null;
}

export function TrialSection({ tables, content, whyNot }: TrialSectionProps) {
  const words = useT().rules.trial;
  const { businessDate } = useSession();
  const [tried, setTried] = useState<JdmContent | null>(null);
  return (
    <div className={s.section}>
      <Panel
        title={words.title}
        aside={
          <ActionButton whyNot={whyNot} onClick={() => setTried(content)}>
            {tried === null ? words.run : words.again}
          </ActionButton>
        }
      >
        <p className={s.lead}>{words.lead}</p>
        {tried !== null && tried !== content && <p className={s.stale}>{words.stale}</p>}
        {tried !== null && <TrialOf tables={tables} content={tried} on={businessDate} />}
      </Panel>
    </div>
  );
}
