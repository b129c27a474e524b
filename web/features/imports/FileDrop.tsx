// Where files are dropped, or chosen by a click or the keyboard.
import { useState } from 'react';
import { useT } from '../../messages/index.tsx';
import s from './imports.module.css';

export function FileDrop({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const t = useT().imports.choose;
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the input inside is everybody's
    <div
      className={over ? `${s.drop} ${s.over}` : s.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <p className={s.dropWords}>
        {t.drop}{' '}
        <label className={s.pick}>
          {t.pick}
          <input
            className="sr-only"
            type="file"
            multiple
            accept=".xlsx,.xlsm,.csv,.txt,.xls"
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              // The same file may be chosen again after it was mended.
              event.target.value = '';
            }}
          />
        </label>
      </p>
      <p className={s.note}>{t.dropHint}</p>
    </div>
  );
}
