// Only on paper, above every printed page: whose house this is, who printed it and when, and a code that leads back to
// the same page. Page numbers stand at the foot (base.css).
import { QRCode } from 'antd';
import { useLocation } from 'react-router';
import { useT } from '../messages/index.tsx';
import { useSession } from '../session.tsx';
import { Mark } from '../ui/Mark.tsx';
import s from './PrintHead.module.css';

/** Modules of the code are 2 px and more at this size, which a phone reads off ordinary paper. */
const CODE_PX = 88;

export function PrintHead() {
  const t = useT();
  const me = useSession();
  const { pathname, search } = useLocation();
  return (
    <div className={`print-only ${s.head}`}>
      <Mark size={30} />
      <p className={s.words}>
        <strong>{t.brand.name}</strong>
        <span>{t.shell.printedBy(me.name, me.businessDate)}</span>
      </p>
      <span className={s.hint}>{t.shell.printedCode}</span>
      <QRCode
        type="svg"
        value={window.location.origin + pathname + search}
        size={CODE_PX}
        bordered={false}
        styles={{ root: { padding: 0 } }}
      />
    </div>
  );
}
