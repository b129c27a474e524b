// What makes a household appear at the head of the admission list.

/** Why a household asks for somebody's attention. */
export const ATTENTIONS = ['not_decided', 'outcome_differs', 'correction_due', 'appeal_open'] as const;
export type Attention = (typeof ATTENTIONS)[number];
