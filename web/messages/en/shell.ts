// The frame: rail, top bar, today. The drawer glyphs stay Chinese: they are marks, and each has its word below.
import type { Words } from '../index.tsx';
import { shellZh } from '../zh/shell.ts';

export const shellEn: Words<typeof shellZh> = {
  creed: ['find early', 'act early', 'help early'],
  railLabel: 'Main work',
  sections: {
    today: 'Today',
    households: 'Households',
    monitoring: 'Monitoring',
    finance: 'Admission & finance',
    loans: 'Loans',
    funds: 'Funds',
    commerce: 'Commerce',
    supervision: 'Supervision',
    reports: 'Reports',
    settings: 'Settings',
  },
  glyphs: shellZh.glyphs,
  place: {
    label: 'Place shown',
    whole: 'All',
    search: 'Type a name',
    county: 'County',
    township: 'Township',
    village: 'Village',
  },
  businessDate: 'Business date',
  businessDateWhy: 'Time limits and interest are counted at this day; end of day moves it',
  search: { label: 'Find a household', placeholder: 'Household no. or head', key: 'press /' },
  person: { menu: 'My account', at: (place) => `Region ${place}`, readOnly: 'read-only' },
  today: {
    title: 'Today',
    greeting: (name) => `Good day, ${name}`,
    lead: 'First what is due today, then what has changed.',
    yourPost: 'Your post',
    yourRegion: 'Your region',
    businessDate: 'Business date',
    work: 'Your work',
  },
};
