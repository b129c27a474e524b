// The house mark: a tea leaf whose veins are field rows, with a small seal at its foot. Drawn here, not fetched.
import { color } from '../theme.ts';

export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill={color.tea} />
      <path d="M6.2 25.8C5.2 14.4 12.6 6.6 26 6.2c.6 12.2-7 20.4-19.8 19.6Z" fill={color.paper} />
      <g fill="none" stroke={color.tea} strokeWidth="1.7" strokeLinecap="round">
        <path d="M6.4 25.6C11.4 18.6 16 13.6 21.6 10.6" />
        <path d="M9 19.2c2.6-.5 4.6-2 5.8-4.2" />
        <path d="M12.8 17.2c.2 2.4 1.2 4.3 3 5.8" />
        <path d="M17 13c.4 2.6 1.8 4.6 4.2 5.8" />
      </g>
      <rect
        x="21.6"
        y="21.6"
        width="8.4"
        height="8.4"
        rx="1.8"
        fill={color.clay}
        stroke={color.tea}
        strokeWidth="1.4"
      />
    </svg>
  );
}
