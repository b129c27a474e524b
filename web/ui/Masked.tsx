// A masked field with its reveal beside it. A reveal names its purpose, is logged by the server, and lasts 60 seconds.
import { Input, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { useT } from '../messages/index.tsx';
import { ActionButton } from './ActionButton.tsx';
import { EyeIcon } from './icons.tsx';
import s from './Masked.module.css';
import { ErrorPanel } from './states.tsx';

const SHOWN_FOR_MS = 60_000;
const OTHER = 'other';
/** As the server asks. */
const SHORTEST_PURPOSE = 5;

export interface MaskedProps {
  /** What the field is called: 身份证号. */
  readonly label: string;
  /** `350***********1234` */
  readonly masked: string;
  /** Asks the server for the full value, stating the purpose. Without it the field can't be revealed. */
  readonly reveal?: (purpose: string) => Promise<string>;
  /** Why it can't be revealed, when it can't. */
  readonly whyNot?: string | null;
}

export function Masked({ label, masked, reveal, whyNot }: MaskedProps) {
  const t = useT();
  const words = t.ui.masked;
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string | null>(null);
  useEffect(() => {
    if (full === null) return;
    const timer = setTimeout(() => setFull(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [full]);
  const barred = reveal === undefined ? (whyNot ?? words.notAllowed) : (whyNot ?? null);
  return (
    <span className={s.field}>
      <span className={full === null ? s.masked : s.full}>{full ?? masked}</span>
      <ActionButton
        type="text"
        size="small"
        icon={<EyeIcon size={16} />}
        whyNot={barred}
        aria-label={`${full === null ? words.reveal : words.hide} ${label}`}
        onClick={() => (full === null ? setAsking(true) : setFull(null))}
      >
        {full === null ? words.reveal : words.hide}
      </ActionButton>
      {asking && reveal && (
        <PurposeDialog
          label={label}
          reveal={reveal}
          onDone={(value) => {
            setFull(value);
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </span>
  );
}

function PurposeDialog(props: {
  label: string;
  reveal: (purpose: string) => Promise<string>;
  onDone: (value: string) => void;
  onCancel: () => void;
}) {
  const t = useT();
  const words = t.ui.masked;
  const [choice, setChoice] = useState<string>('verify');
  const [other, setOther] = useState('');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const purposes: Record<string, string> = words.purposes;
  const purpose = choice === OTHER ? other.trim() : (purposes[choice] ?? '');
  const submit = () => {
    setWorking(true);
    setFailure(null);
    props.reveal(purpose).then(props.onDone, (error: unknown) => {
      setFailure(error);
      setWorking(false);
    });
  };
  return (
    <Modal
      open
      title={`${words.title} · ${props.label}`}
      okText={words.confirm}
      cancelText={t.act.cancel}
      confirmLoading={working}
      okButtonProps={{
        disabled: purpose.length < SHORTEST_PURPOSE,
        title: purpose.length < SHORTEST_PURPOSE ? words.otherHint : '',
      }}
      onOk={submit}
      onCancel={props.onCancel}
    >
      <p className={s.lead}>{words.lead}</p>
      <fieldset className={s.purposes}>
        <legend>{words.purpose}</legend>
        <Radio.Group value={choice} onChange={(event) => setChoice(String(event.target.value))} className={s.radios}>
          {Object.entries(purposes).map(([key, text]) => (
            <Radio key={key} value={key}>
              {text}
            </Radio>
          ))}
          <Radio value={OTHER}>{words.other}</Radio>
        </Radio.Group>
        {choice === OTHER && (
          <Input
            value={other}
            onChange={(event) => setOther(event.target.value)}
            placeholder={words.otherHint}
            aria-label={words.otherHint}
            maxLength={100}
            autoFocus
          />
        )}
      </fieldset>
      {failure !== null && <ErrorPanel compact error={failure} />}
    </Modal>
  );
}
