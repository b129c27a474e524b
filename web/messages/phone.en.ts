// The phone application's words in English.
import type { PhoneMessages } from './index.tsx';
import { sharedEn } from './shared.en.ts';

export const phoneEn: PhoneMessages = {
  ...sharedEn,
  phone: {
    places: { label: 'Main places', home: 'Home', todo: 'Get done', sell: 'Sell', mine: 'Mine' },
    readAloud: 'Read to me',
    stopReading: 'Stop',
    help: { title: 'Ask a person', call: (name) => `Call ${name}` },
    track: {
      village: 'Verified in the village',
      review: 'Villagers’ review',
      notice: 'Public notice',
      township: 'Township check',
      county: 'County decision',
      done: 'Done',
      now: 'Being done',
      later: 'Not yet',
      due: (day) => `by ${day}`,
    },
    home: { greeting: (name) => `Good day, ${name}`, lead: 'Here is everything that is being done for your family.' },
    mine: { title: 'Mine', name: 'Name', post: 'Post', largeType: 'Large type', language: 'Language / 语言' },
  },
};
