// The sample sheet of the phone components. Development only; invented.
import { BigButton, BigLink, ParcelTrack, ReadAloud, Sheet, TaskPage } from '../farmer/ui.tsx';
import { FigureSample } from './FigureSample.tsx';

export function Component() {
  return (
    <TaskPage title="您家的申请" lead="现在到了镇里审核，预计 3 月 18 日前有结果。">
      <Sheet title="办到哪一步了" aside={<ReadAloud text="现在到了镇里审核" />}>
        <ParcelTrack
          steps={[
            { key: '1', label: '村里核实', state: 'done', note: '2026-03-02' },
            { key: '2', label: '村民评议', state: 'done', note: '2026-03-05' },
            { key: '3', label: '公示', state: 'done', note: '2026-03-12' },
            { key: '4', label: '镇里审核', state: 'now', note: '3 月 18 日前' },
            { key: '5', label: '县里确认', state: 'later' },
          ]}
        />
      </Sheet>
      <Sheet title="每个月还多少">
        <p>每个月还 1,465.10 元，还 36 次，一共比借的多还 2,743.60 元。</p>
        <BigButton>我看明白了，去签字</BigButton>
        <BigButton kind="plain" whyNot="要先等镇里审核完">
          领取资金
        </BigButton>
      </Sheet>
      <Sheet>
        <BigLink to="/m/mine" title="报一件难处" note="生病、上学、受灾都可以报" />
        <BigLink to="/m/mine" title="为什么这样定" note="看看决定的理由" />
      </Sheet>
      <div style={{ marginTop: 20 }}>
        <FigureSample />
      </div>
    </TaskPage>
  );
}
