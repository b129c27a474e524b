// A button that, when it can't be pressed, says why: on hover, on focus and to a screen reader.
import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';
import { useT } from '../messages/index.tsx';

export type ActionButtonProps = Omit<ButtonProps, 'disabled'> & {
  /** Why it can't be pressed now, in the user's words; null or absent when it can. */
  readonly whyNot?: string | null;
};

/** Stays focusable when barred (aria-disabled, not disabled), so that the reason can be reached by keyboard. */
export function ActionButton({ whyNot, onClick, className, ...rest }: ActionButtonProps) {
  const t = useT();
  const id = useId();
  if (!whyNot) return <Button {...rest} {...(className ? { className } : {})} {...(onClick ? { onClick } : {})} />;
  return (
    <>
      <Tooltip title={whyNot} trigger={['hover', 'focus']}>
        <Button
          {...rest}
          htmlType="button"
          type={rest.type === 'primary' ? 'default' : (rest.type ?? 'default')}
          aria-disabled="true"
          aria-describedby={id}
          className={`${className ?? ''} barred`}
          onClick={(event) => event.preventDefault()}
        />
      </Tooltip>
      <span id={id} className="sr-only">
        {t.ui.button.disabledBecause(whyNot)}
      </span>
    </>
  );
}
