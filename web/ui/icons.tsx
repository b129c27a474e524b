// The few line icons of the frame and the components: 20 × 20, one stroke, drawn alike. Each stands beside a word
// or inside a labelled control, so all are hidden from screen readers.
import type { ReactNode } from 'react';

function Icon({ children, size = 20 }: { children: ReactNode; size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

interface Sized {
  size?: number;
}

export const SearchIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <circle cx="9" cy="9" r="5.5" />
    <path d="m13.2 13.2 4 4" />
  </Icon>
);
export const PlaceIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M10 17.5s5.5-5 5.5-9.3a5.5 5.5 0 0 0-11 0c0 4.3 5.5 9.3 5.5 9.3Z" />
    <circle cx="10" cy="8.2" r="1.8" />
  </Icon>
);
export const DownIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="m5.5 8 4.5 4.5L14.5 8" />
  </Icon>
);
export const CloseIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const ExportIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M10 3.5v9M6.5 9.2 10 12.7l3.5-3.5M4 16.5h12" />
  </Icon>
);
export const ColumnsIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M3.5 4.5h13v11h-13zM8 4.5v11M12.2 4.5v11" />
  </Icon>
);
export const DensityIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M3.5 5h13M3.5 10h13M3.5 15h13" />
  </Icon>
);
export const BookmarkIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M5.5 3.5h9v13L10 13l-4.5 3.5z" />
  </Icon>
);
export const EyeIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5Z" />
    <circle cx="10" cy="10" r="2.2" />
  </Icon>
);
export const WarningIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3v.1" />
  </Icon>
);
export const TickIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="m4.5 10.5 3.7 3.7L15.5 6.5" />
  </Icon>
);
export const PersonIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <circle cx="10" cy="6.8" r="3.3" />
    <path d="M3.8 17c.6-3.6 3-5.4 6.2-5.4s5.6 1.8 6.2 5.4" />
  </Icon>
);
export const SpeakerIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M3.5 8v4h3l4 3.5v-11L6.5 8zM13.5 7.5a3.5 3.5 0 0 1 0 5M15.7 5.5a6.5 6.5 0 0 1 0 9" />
  </Icon>
);
export const PhoneIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M6.5 3.5 8 7.2 6.3 8.6a9 9 0 0 0 5 5l1.5-1.7 3.7 1.5v2.4c0 .6-.5 1-1 1C9.3 16.8 3.2 10.7 3.2 4.5c0-.6.4-1 1-1z" />
  </Icon>
);
export const HomeIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M3 9.5 10 3.5l7 6M5 8.5v8h10v-8M8.5 16.5v-4.5h3v4.5" />
  </Icon>
);
export const TaskIcon = ({ size }: Sized) => (
  <Icon size={size}>
    <path d="M6.5 4.5h-2v13h11v-13h-2M7 3h6v3H7zM7.2 11.6l2 2 3.6-4" />
  </Icon>
);

/** A basket with a handle: goods to sell. */
export function BasketIcon({ size }: { size?: number }) {
  return (
    <Icon size={size}>
      <path d="M2.5 8.5h15l-1.6 8a1 1 0 0 1-1 .8H5.1a1 1 0 0 1-1-.8z" />
      <path d="M6 8.5 8.5 3M14 8.5 11.5 3M8 12v2.5M12 12v2.5" />
    </Icon>
  );
}
