// Where the search of the top strip leads: the first list that the role may see and that takes `q`.
import { type Action, may, type Role } from '../../kernel/permissions.ts';
import { paths } from '../paths.ts';

interface SearchableList {
  readonly action: Action;
  readonly to: (text: string) => string;
}

/** Lists in order of preference; the registry's comes first when its page is there. */
const LISTS: readonly SearchableList[] = [
  { action: 'household.list', to: (text) => `${paths.households()}?q=${encodeURIComponent(text)}` },
];

/** The address of the results for a text, or null when this role has nothing to search: the field isn't shown then. */
export function searchTarget(role: Role, lists: readonly SearchableList[] = LISTS): ((text: string) => string) | null {
  return lists.find((list) => may(role, list.action))?.to ?? null;
}
